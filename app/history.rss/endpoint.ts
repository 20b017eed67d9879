import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60, isOfPast: true },
  GET: {
    docs: async (path) => {
      const { feedDocs } = await import("@/lib/openapi/feed-docs");
      return feedDocs(path, {
        id: "Rss",
        name: "RSS",
        description: "One item per public change, so that chat apps post each.",
      });
    },
  },
});
