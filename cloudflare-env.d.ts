import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import type { LocalBinding, VariableName } from "./lib/env";

declare global {
  /** What `getCloudflareContext().env` holds, beside what OpenNext declares of it. */
  interface CloudflareEnv extends Partial<Record<VariableName, string>> {
    DB: D1Database;
    STATUS_SNAPSHOT?: KVNamespace;
    LOCAL?: LocalBinding;
  }
}
