export { endpoint } from "@/app/feed.json/endpoint";
