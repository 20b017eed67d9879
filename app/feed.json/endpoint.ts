import { feedEndpoint } from "@/lib/http/endpoint";

export const endpoint = feedEndpoint({
  id: "JsonFeed",
  name: "JSON Feed",
  description: "One item per incident, with the ids of the Atom feed.",
});
