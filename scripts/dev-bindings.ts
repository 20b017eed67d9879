import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { applyMigrations } from "./local-migrations";
import { inRoot } from "./root";

/** The configuration that next.config.ts gives to OpenNext's development bindings, as JSON in DEV_BINDINGS. */
type DevBindings = { configPath: string; persist: { path: string } };

/** Writes the bindings of `npm start` down for `next dev`: the same D1 and KV, secrets, flags and registry. */
export function writeDevBindings(dataDir: string, vars: object): DevBindings {
  const { name, compatibility_date, compatibility_flags, d1_databases, kv_namespaces } = unstable_readConfig({
    config: inRoot("wrangler.toml"),
  });
  const configPath = inRoot(".build", "dev", "wrangler.json");
  mkdirSync(dirname(configPath), { recursive: true });
  writeFileSync(
    configPath,
    JSON.stringify({ name, compatibility_date, compatibility_flags, d1_databases, kv_namespaces, vars }),
    { mode: 0o600 },
  );
  return { configPath, persist: { path: join(dataDir, "v3") } };
}

/** Brings the local database to the newest migration; gives the names of those that were applied. */
export async function migrate(bindings: DevBindings): Promise<string[]> {
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({ ...bindings, envFiles: [] });
  return applyMigrations(env.DB).finally(dispose);
}
