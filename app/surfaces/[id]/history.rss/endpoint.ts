export { endpoint } from "@/app/history.rss/endpoint";
