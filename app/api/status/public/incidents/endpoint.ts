import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 300 },
  GET: {
    docs: async () => {
      const { AT, RESOLVED } = await import("@/lib/openapi/samples");
      const { IncidentsResponse } = await import("@/lib/schemas/public");
      return {
        id: "getIncidents",
        group: "Status",
        summary: "Incidents resolved in the last 30 days",
        description: "Newest first. What is open shows on the surfaces.",
        responses: [{ description: "Resolved incidents.", schema: IncidentsResponse }],
        examples: [
          { name: "incidents", summary: "Resolved incidents", value: { generated_at: AT, incidents: [RESOLVED] } },
        ],
      };
    },
  },
});
