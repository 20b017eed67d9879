import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { updateSurface } from "@/lib/usecases/update-surface";
import { endpoint } from "./endpoint";

/** What any source reports about one surface (runbook §4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, body }) => updateSurface(ctx, body),
});
