import { join } from "node:path";
import type { Unstable_RawEnvironment } from "wrangler";
import { BUILDS } from "../ensure-build";
import { inRoot, writeIfChanged } from "../root";
import { readRaw, type Target } from "./target";

/** What an account calls the resources that wrangler.toml knows by name. */
export type ResourceIds = { databaseId: string; namespaceId: string };

/** What `/api/version` will say. */
export type Stamp = { commit: string; deployedAt: string };

/** Paths that hold wherever the file lies. */
function withPaths<T extends Unstable_RawEnvironment>(own: T): T {
  const databases = own.d1_databases?.map((one) => ({ ...one, migrations_dir: inRoot(one.migrations_dir ?? "") }));
  return databases ? { ...own, d1_databases: databases } : own;
}

const withStamp = <T extends Unstable_RawEnvironment>(own: T, { commit, deployedAt }: Stamp): T => ({
  ...own,
  vars: { ...own.vars, DEPLOYED_COMMIT: commit, DEPLOYED_AT: deployedAt },
});

/** A checked environment has one database and one namespace. */
function withIds<T extends Unstable_RawEnvironment>(own: T, ids: ResourceIds | null): T {
  if (!ids) return own;
  return {
    ...own,
    d1_databases: own.d1_databases?.map((one) => ({ ...one, database_id: ids.databaseId })),
    kv_namespaces: own.kv_namespaces?.map((one) => ({ ...one, id: ids.namespaceId })),
  };
}

function write(name: string, config: object): string {
  const file = join(BUILDS, `wrangler.${name}.json`);
  writeIfChanged(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}

function readTop() {
  const { env, ...top } = readRaw();
  const assets = { ...top.assets, directory: inRoot(top.assets?.directory ?? "") };
  const alias = Object.fromEntries(Object.entries(top.alias ?? {}).map(([name, file]) => [name, inRoot(String(file))]));
  return { env, top: withPaths({ ...top, main: inRoot(top.main ?? ""), alias, assets }) };
}

/**
 * Writes wrangler.toml again, as wrangler is to read it: one environment's resources by id (names alone in a dry run), and what
 * the Worker is to say of itself. Gives the file's name; git ignores it.
 */
export function writeDeployConfig({ environment }: Target, ids: ResourceIds | null, stamp: Stamp): string {
  const { env, top } = readTop();
  const own = withStamp(withIds(withPaths(env?.[environment] ?? {}), ids), stamp);
  const name = ids ? environment : `${environment}.dry-run`; // a rehearsal meets no deployment that is under way
  return write(name, { ...top, env: { [environment]: own } });
}

/** The same of what stands above the environments, for a fork without a domain of its own. */
export function writeForkConfig(stamp: Stamp): string {
  const { top } = readTop();
  return write("fork", withStamp({ ...top, ...(!top.routes && { workers_dev: true }) }, stamp));
}
