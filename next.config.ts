import { createHash } from "node:crypto";
import { initOpenNextCloudflareForDev } from "@opennextjs/cloudflare";
import type { NextConfig } from "next";

// Next salts the ids of server actions with this key, and makes a new one for each build unless it is given: then a deployment
// would break every form that is open in /ops. It protects nothing here, since no action closes over a value (docs/decisions/031).
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= createHash("sha256")
  .update("raxx-status: server actions")
  .digest("base64");

const config: NextConfig = {
  // Next writes no files of its own into the tree, and does not name itself in responses.
  agentRules: false,
  poweredByHeader: false,
  // A page's head is complete before its body begins, for every reader.
  htmlLimitedBots: /.*/,
  // worker.ts and Cloudflare's edge own compression, redirects and validators.
  compress: false,
  generateEtags: false,
  skipTrailingSlashRedirect: true,
  // A page's form is answered by the route handler of the same path under /api; what is read has no body, and so no type of one.
  rewrites: async () => ({
    beforeFiles: ["/subscribe", "/subscribe/confirm", "/subscribe/manage", "/unsubscribe"].flatMap((path) => [
      { source: path, has: [{ type: "header", key: "content-type" }], destination: `/api${path}` },
      {
        source: `/:lang(de|es|fr|ja)${path}`,
        has: [{ type: "header", key: "content-type" }],
        destination: `/api${path}?lang=:lang`,
      },
    ]),
    afterFiles: [],
    fallback: [],
  }),
  // `npm run check` checks types, over the whole tree and once. Next rewrites a tsconfig that extends no other.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
};

// `npm run dev` (scripts/dev.ts) names the bindings of `npm start`.
if (process.env.DEV_BINDINGS) initOpenNextCloudflareForDev(JSON.parse(process.env.DEV_BINDINGS));

export default config;
