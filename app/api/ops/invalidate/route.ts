import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { invalidateNow } from "@/lib/usecases/operator-acts";
import { endpoint } from "./endpoint";

/** Purges the edge cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, operator, body }) => invalidateNow(ctx, operator, body),
});
