import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60, isOfPast: true },
  GET: {
    docs: async (path) => {
      const { feedDocs } = await import("@/lib/openapi/feed-docs");
      return feedDocs(path, {
        id: "Calendar",
        name: "calendar",
        description: "Maintenance windows as iCalendar. One that was cancelled stays, marked so.",
      });
    },
  },
});
