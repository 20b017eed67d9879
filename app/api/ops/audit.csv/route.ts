import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { streamAuditCsv } from "@/lib/usecases/read-audit";
import { endpoint } from "./endpoint";

/** The audit log as CSV, all of it that the query asks for. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, request, query }) => {
    const headers = {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit-log.csv"',
    };
    return new Response(request.method === "HEAD" ? null : streamAuditCsv(ctx, query), { headers });
  },
});
