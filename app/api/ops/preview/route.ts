import { serveEndpoint } from "@/lib/http/endpoint";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { previewWrite } from "@/lib/usecases/operators/write";

/** What customers would read after a write; nothing is stored. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: { body: OpsWrite, handle: ({ ctx, operator, body }) => previewWrite(ctx, operator, body) },
});
