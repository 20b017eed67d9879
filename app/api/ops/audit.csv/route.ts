import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operators, queryOf } from "@/lib/http/operator";
import { AuditQuery } from "@/lib/schemas/ops-queries";
import { streamAuditCsv } from "@/lib/usecases/read-audit";

/** The audit log as CSV, all of it that the query asks for. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: operators(async (request, ctx) => {
      const query = queryOf(request, AuditQuery);
      const headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="audit-log.csv"',
      };
      if (request.method === "HEAD") return new Response(null, { headers });
      return new Response(streamAuditCsv(ctx, query), { headers });
    }),
  },
  OPS_HEADERS,
);
