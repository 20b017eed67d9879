export { endpoint } from "@/app/maintenance.ics/endpoint";
