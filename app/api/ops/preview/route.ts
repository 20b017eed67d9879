import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { previewWrite } from "@/lib/usecases/operator-write";
import { endpoint } from "./endpoint";

/** What customers would read after a write; nothing is stored. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, operator, body }) => previewWrite(ctx, operator, body),
});
