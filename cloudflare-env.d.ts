import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import type { VariableName } from "./lib/platform/env";
import type { Limits } from "./lib/platform/limits";
import type { SurfaceEntry } from "./lib/schemas/registry";

declare global {
  /** What `getCloudflareContext().env` holds, beside what OpenNext declares of it. */
  interface CloudflareEnv extends Partial<Record<VariableName, string>>, Limits {
    DB: D1Database;
    STATUS_SNAPSHOT?: KVNamespace;
    REGISTRY?: SurfaceEntry[];
  }
}
