import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

type Chunk = { name?: string | null };

/** The operators' pages bring copies of what they share with the public ones, which are not cut up for their sake. */
function keepOperatorsApart(split: { chunks: (chunk: Chunk) => boolean }): void {
  const { chunks } = split;
  split.chunks = (chunk) => !chunk.name?.startsWith("app/ops/") && chunks(chunk);
}

const config: NextConfig = {
  // Pages are Next's; `route.ts` is a door, which worker.ts opens itself (docs/decisions/018).
  pageExtensions: ["tsx", "jsx"], // of one, Next 16 makes a text and then looks for its list
  // Next writes no files of its own into the tree, and says nothing of itself on the wire.
  agentRules: false,
  poweredByHeader: false,
  // A page's head is complete before its body begins, for every reader.
  htmlLimitedBots: /.*/,
  // worker.ts and Cloudflare's edge own compression, redirects and validators.
  compress: false,
  generateEtags: false,
  skipTrailingSlashRedirect: true,
  // Types are checked by `npm run check`, over the whole tree and once. Next rewrites a tsconfig that extends no other.
  // Every browser that runs the scripts has had these for years; without scripts the page is complete too.
  webpack: (webpackConfig, { webpack, isServer }) => {
    const nothing = fileURLToPath(new URL("lib/nothing.ts", import.meta.url));
    webpackConfig.plugins.push(new webpack.NormalModuleReplacementPlugin(/polyfills\/polyfill-module$/, nothing));
    if (!isServer) keepOperatorsApart(webpackConfig.optimization.splitChunks);
    return webpackConfig;
  },
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
};

export default config;
