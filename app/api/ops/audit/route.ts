import { serveEndpoint } from "@/lib/http/endpoint";
import { AuditQuery } from "@/lib/schemas/ops-write";
import { readAudit } from "@/lib/usecases/operators/read-audit";

/** The audit log, by pages. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { query: AuditQuery, handle: ({ ctx, query }) => readAudit(ctx, query) },
});
