import { serveFeed } from "@/app/_endpoints/feed";

/** Public changes as RSS, one item each. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveFeed("history.rss", {
  id: "Rss",
  name: "RSS",
  description: "One item per public change, a window's plans among them, so that chat apps post each.",
});
