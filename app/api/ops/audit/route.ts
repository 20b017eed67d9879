import { AuditQuery } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readAudit } from "@/lib/services/operators/read-audit";

/** The audit log, by pages. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { query: AuditQuery, handle: ({ ctx, query }) => readAudit(ctx, query) },
});
