import { PreviewQuery } from "@/lib/schemas/ops-answers";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { previewWrite } from "@/lib/services/operators/write";

/** What customers would read after a write; nothing is stored. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    query: PreviewQuery,
    body: OpsWrite,
    handle: ({ ctx, operator, query: { language }, body: input }) => previewWrite(ctx, operator, { input, language }),
  },
});
