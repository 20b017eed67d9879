import { serveEndpoint } from "@/lib/http/endpoint";
import { IncidentsQuery } from "@/lib/schemas/ops-write";
import { readIncidents } from "@/lib/usecases/incidents/list";

/** Incidents, open and past. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { query: IncidentsQuery, handle: ({ ctx, query }) => readIncidents(ctx, query) },
});
