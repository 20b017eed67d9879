import { join } from "node:path";
import type { Unstable_RawEnvironment } from "wrangler";
import { BUILDS } from "../ensure-build";
import { inRoot, writeIfChanged } from "../root";
import { readRaw, type Target } from "./target";

/** The account's ids of the resources that wrangler.toml names. */
export type ResourceIds = { databaseId: string; namespaceId: string };

/** The vars that `/api/version` returns. */
export type Stamp = { commit: string; deployedAt: string };

/** A part of wrangler.toml with the version vars, the ids of its one database and one namespace, and absolute paths. */
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

/** Writes the configuration that wrangler deploys, with one environment's ids (names in a dry run); returns its file name. */
export function writeDeployConfig({ environment }: Target, ids: ResourceIds | null, stamp: Stamp): string {
  const { env, top } = readTop(stamp);
  const own = complete(env?.[environment] ?? {}, stamp, ids);
  const name = ids ? environment : `${environment}.dry-run`; // a dry run does not overwrite the file of a running deployment
  return write(name, { ...top, env: { [environment]: own } });
}

/** The same for the top level of wrangler.toml, for a fork without its own domain. */
export function writeForkConfig(stamp: Stamp): string {
  const { top } = readTop(stamp);
  return write("fork", { ...top, ...(!top.routes && { workers_dev: true }) });
}
