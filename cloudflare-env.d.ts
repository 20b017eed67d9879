import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import type { LocalBinding, VariableName } from "./lib/env";
import type { Limits } from "./lib/limits";

declare global {
  /** What `getCloudflareContext().env` holds, beside what OpenNext declares of it. */
  interface CloudflareEnv extends Partial<Record<VariableName, string>>, Limits {
    DB: D1Database;
    STATUS_SNAPSHOT?: KVNamespace;
    LOCAL?: LocalBinding;
  }
}
