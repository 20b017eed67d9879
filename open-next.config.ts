import { defineCloudflareConfig } from "@opennextjs/cloudflare";

export default {
  // No incremental cache, tag cache or queue: pages are rendered on request, and lib/server keeps what may be kept.
  ...defineCloudflareConfig(),
  // OpenNext would run `npm run build`, which is what runs OpenNext here. webpack's chunks are 4 KB lighter than Turbopack's.
  buildCommand: "node_modules/.bin/next build --webpack",
};
