export { endpoint } from "@/app/api/[...path]/endpoint";
