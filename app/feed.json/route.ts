import { serveFeed } from "@/app/_endpoints/feed";

/** Incidents as JSON Feed. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveFeed("feed.json", {
  id: "JsonFeed",
  name: "JSON Feed",
  description: "One item per incident, and per window that is planned or was cancelled, with the ids of the Atom feed.",
});
