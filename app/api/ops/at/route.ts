import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readPageAt } from "@/lib/usecases/read-page-at";
import { endpoint } from "./endpoint";

/** What the public page said at an instant: `?time=<ISO>`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readPageAt(ctx, query.time),
});
