import { feedEndpoint } from "@/lib/http/endpoint";

export const endpoint = feedEndpoint({
  id: "Rss",
  name: "RSS",
  description: "One item per public change, so that chat apps post each.",
});
