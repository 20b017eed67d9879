import type { KnipConfig } from "knip";
import { scripts } from "./package.json";

/** The scripts that package.json starts; knip does not look behind `exec node scripts/bootstrap.mjs`. */
const named = Object.values(scripts).flatMap((command) => command.match(/\S+\.(ts|mjs)\b/g) ?? []);

/** What nothing imports, for a person or a tool starts it by its path. */
const started = [
  "scripts/pictures.ts",
  "scripts/edge/worker.ts", // the launcher bundles it, and the next
  "scripts/edge/entry.ts",
  "scripts/env-runbook.ts",
  "scripts/freescout-runbook.ts",
  "components/mirror/mirror.css", // the style of each page of the copy
  "scripts/mirror/drill.ts",
  "components/client/{front,page,start}.{ts,tsx}", // scripts/client.ts bundles these, and the next
  "app/_public/*.css",
  "open-next.config.ts",
  "test/bench/server/counting-entry.mjs",
  "test/pictures/playwright.config.ts",
  "test/support/file-times.ts", // a reporter that test/run.ts names
];

/** What answers a URL by being where it is. */
const served = ["app/**/route.ts", "app/sitemap.tsx"];

/** What scripts/client.ts bundles for browsers. */
const bundled = ["components/client/{front,page,start}.{ts,tsx}", "app/_public/{docs,public,subscribe}.css"];

export default {
  entry: [...new Set([...named, ...started, ...served, ...bundled])],
  project: ["**/*.{ts,tsx,mjs,css}"],
  ignoreUnresolved: ["./worker.js"], // the built Worker, where the counting entry stands in front of it
  ignoreDependencies: [
    "miniflare", // the one that wrangler brings, so that both are of one release
  ],
} satisfies KnipConfig;
