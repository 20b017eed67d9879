import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readStatuspage } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** The Statuspage v2 API, for the tools that read it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, request }) => readStatuspage(ctx, new URL(request.url).pathname.replace(/^\/api\/v2\//, "")),
});
