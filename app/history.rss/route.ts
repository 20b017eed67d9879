import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readFeed } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** Public changes as RSS, one item each. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, params }) => readFeed(ctx, "history.rss", params.id),
});
