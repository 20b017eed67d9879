import { AuditQuery } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { streamAuditCsv } from "@/lib/services/operators/read-audit";

/** The audit log as CSV, all of it that the query asks for. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: {
    query: AuditQuery,
    handle: ({ ctx, request, query }) => {
      const headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="audit-log.csv"',
      };
      return new Response(request.method === "HEAD" ? null : streamAuditCsv(ctx, query), { headers });
    },
  },
});
