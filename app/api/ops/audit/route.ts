import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readAudit } from "@/lib/usecases/read-audit";
import { endpoint } from "./endpoint";

/** The audit log, by pages. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readAudit(ctx, query),
});
