import { incidentsResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { AT, RESOLVED } from "@/lib/server/openapi/samples";
import { readResolved } from "@/lib/services/public/read-page";

/** Incidents resolved in the last 30 days (contract §8.3). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 300 }),
  GET: {
    handle: async ({ ctx }) => incidentsResponse(await readResolved(ctx)),
    docs: {
      id: "getIncidents",
      group: "Status",
      summary: "Incidents resolved in the last 30 days",
      description: "Newest first. What is open shows on the surfaces.",
      responses: [{ description: "Resolved incidents.", schema: "Incidents" }],
      refusals: ["unavailable"],
      examples: { incidents: { summary: "Resolved incidents", value: { generated_at: AT, incidents: [RESOLVED] } } },
    },
  },
});
