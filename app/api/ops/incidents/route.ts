import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readIncidents } from "@/lib/usecases/read-incidents";
import { endpoint } from "./endpoint";

/** Incidents, open and past. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readIncidents(ctx, query),
});
