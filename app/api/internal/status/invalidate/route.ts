import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { invalidateSurfaces } from "@/lib/usecases/invalidate";
import { endpoint } from "./endpoint";

/** Purges the edge cache (D4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, body }) => invalidateSurfaces(ctx, body),
});
