import { join } from "node:path";
import type { Unstable_RawEnvironment } from "wrangler";
import { BUILDS } from "../ensure-build";
import { inRoot, writeIfChanged } from "../root";
import { readRaw, type Target } from "./target";

/** What an account calls the resources that wrangler.toml knows by name. */
export type ResourceIds = { databaseId: string; namespaceId: string };

/** What `/api/version` will answer. */
export type Stamp = { commit: string; deployedAt: string };

/** A part of wrangler.toml with the stamp, the ids of its one database and one namespace, and paths that hold wherever the file lies. */
function complete<T extends Unstable_RawEnvironment>(
  own: T,
  { commit, deployedAt }: Stamp,
  ids?: ResourceIds | null,
): T {
  return {
    ...own,
    vars: { ...own.vars, DEPLOYED_COMMIT: commit, DEPLOYED_AT: deployedAt },
    d1_databases: own.d1_databases?.map((database) => ({
      ...database,
      migrations_dir: inRoot(database.migrations_dir ?? ""),
      ...(ids && { database_id: ids.databaseId }),
    })),
    kv_namespaces: own.kv_namespaces?.map((namespace) => ({ ...namespace, ...(ids && { id: ids.namespaceId }) })),
  };
}

function readTop(stamp: Stamp) {
  const { env, ...top } = readRaw();
  const assets = { ...top.assets, directory: inRoot(top.assets?.directory ?? "") };
  const alias = Object.fromEntries(Object.entries(top.alias ?? {}).map(([name, file]) => [name, inRoot(String(file))]));
  return { env, top: complete({ ...top, main: inRoot(top.main ?? ""), alias, assets }, stamp) };
}

function write(name: string, config: object): string {
  const file = join(BUILDS, `wrangler.${name}.json`);
  writeIfChanged(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}

/**
 * Writes wrangler.toml again, as wrangler is to read it: one environment's resources by id (names alone in a dry run), and what
 * the Worker is to say of itself. Gives the file's name; git ignores it.
 */
export function writeDeployConfig({ environment }: Target, ids: ResourceIds | null, stamp: Stamp): string {
  const { env, top } = readTop(stamp);
  const own = complete(env?.[environment] ?? {}, stamp, ids);
  const name = ids ? environment : `${environment}.dry-run`; // a rehearsal meets no deployment that is under way
  return write(name, { ...top, env: { [environment]: own } });
}

/** The same of what stands above the environments, for a fork without a domain of its own. */
export function writeForkConfig(stamp: Stamp): string {
  const { top } = readTop(stamp);
  return write("fork", { ...top, ...(!top.routes && { workers_dev: true }) });
}
