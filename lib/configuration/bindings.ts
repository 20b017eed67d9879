import type { LackSeverity } from "@/lib/env";

/** What wrangler.toml binds to the Worker, beside variables. */
export const BINDINGS = {
  DB: {
    feature: "all state (D1)",
    severity: "critical",
    command:
      "npm run deploy makes it, or: npx wrangler d1 create raxx-status-db; npx wrangler d1 migrations apply raxx-status-db --remote",
  },
  STATUS_SNAPSHOT: {
    feature: "the last known good copy, which readers see while D1 is gone (KV)",
    severity: "warning",
    command: "npm run deploy makes it, or: npx wrangler kv namespace create raxx-status-worker-status-snapshot",
  },
  FAILED_CREDENTIALS: {
    feature: "the limit of failed credentials per address (429)",
    severity: "warning",
    command: "npm run deploy   # [[ratelimits]] in wrangler.toml",
  },
  UNCACHED_READS: {
    feature: "the limit of uncached public reads per address (429)",
    severity: "warning",
    command: "npm run deploy   # [[ratelimits]] in wrangler.toml",
  },
  ASSETS: { feature: "static files of the pages", severity: "critical", command: "npm run deploy" },
} as const satisfies Record<string, { feature: string; severity: LackSeverity; command: string }>;

export type BindingName = keyof typeof BINDINGS;
