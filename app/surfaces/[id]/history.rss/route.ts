/** One surface's part of the same feed. */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/history.rss/route";
