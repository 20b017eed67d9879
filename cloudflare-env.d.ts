import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import type { Limits } from "./lib/platform/rate-limits";
import type { VariableName } from "./lib/platform/settings/variables";
import type { SurfaceEntry } from "./lib/schemas/registry";

declare global {
  /** What `getCloudflareContext().env` holds, beside what OpenNext declares of it. */
  interface CloudflareEnv extends Partial<Record<VariableName, string>>, Limits {
    DB: D1Database;
    STATUS_SNAPSHOT?: KVNamespace;
    REGISTRY?: SurfaceEntry[];
  }
}
