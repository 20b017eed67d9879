import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operators } from "@/lib/http/operator";
import { streamBackup } from "@/lib/usecases/export-backup";

/** All tables as one NDJSON file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: operators(async (request, ctx) => {
      const headers = {
        "Content-Type": "application/x-ndjson",
        "Content-Disposition": 'attachment; filename="raxx-status.ndjson"',
      };
      return new Response(request.method === "HEAD" ? null : streamBackup(ctx), { headers });
    }),
  },
  OPS_HEADERS,
);
