import { serveEndpoint } from "@/lib/server/endpoint";
import { streamBackup } from "@/lib/services/backup/export";

/** All tables as one NDJSON file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: {
    handle: ({ ctx, request }) => {
      const headers = {
        "Content-Type": "application/x-ndjson",
        "Content-Disposition": 'attachment; filename="raxx-status.ndjson"',
      };
      return new Response(request.method === "HEAD" ? null : streamBackup(ctx), { headers });
    },
  },
});
