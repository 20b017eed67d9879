import type { Version } from "@/lib/schemas/internal";
import { serveEndpoint } from "@/lib/server/endpoint";

/** Which commit is live: what a deployment, and the nightly check of it, compare with what was meant. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "anyone",
  GET: {
    handle: ({ ctx: { env } }): Version => ({
      commit: env.value("DEPLOYED_COMMIT"),
      deployed_at: env.value("DEPLOYED_AT"),
    }),
    docs: {
      id: "getVersion",
      group: "About this API",
      summary: "Which commit answers",
      description: "Both are null where nobody deployed it: on a machine of one's own.",
      responses: [{ description: "The commit.", schema: "Version" }],
      examples: {
        version: {
          summary: "Which commit answers",
          value: { commit: "9d3f0c1b7a52e64813f09c2d5b8a7e6041cd92fa", deployed_at: "2026-05-04T12:00:00Z" },
        },
      },
    },
  },
});
