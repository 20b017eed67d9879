export { endpoint } from "@/app/history.atom/endpoint";
