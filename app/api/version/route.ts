import { serveEndpoint } from "@/lib/http/serve-endpoint";
import type { Version } from "@/lib/schemas/internal";
import { endpoint } from "./endpoint";

/** Which commit is live: what a deployment, and the nightly check of it, compare with what was meant. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx: { env } }): Version => ({ commit: env.value("DEPLOYED_COMMIT"), deployed_at: env.value("DEPLOYED_AT") }),
});
