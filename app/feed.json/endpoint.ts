import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60, isOfPast: true },
  GET: {
    docs: async (path) => {
      const { feedDocs } = await import("@/lib/openapi/feed-docs");
      return feedDocs(path, {
        id: "JsonFeed",
        name: "JSON Feed",
        description: "One item per incident, with the ids of the Atom feed.",
      });
    },
  },
});
