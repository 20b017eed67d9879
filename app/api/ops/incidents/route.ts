import { IncidentsQuery } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readIncidents } from "@/lib/services/incidents/list";

/** Incidents, open and past. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { query: IncidentsQuery, handle: ({ ctx, query }) => readIncidents(ctx, query) },
});
