import { json, route } from "@/lib/http/handle";
import type { Version } from "@/lib/schemas/version";

/** Which commit is live: what a deployment, and the nightly look at it, hold against what was meant. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (_request, { env }) => {
    const version: Version = { commit: env.value("DEPLOYED_COMMIT"), deployed_at: env.value("DEPLOYED_AT") };
    return json(version);
  },
});
