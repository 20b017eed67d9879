import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { bundleEdge } from "./edge/bundle";
import { makeAccess } from "./local-access";
import { applyMigrations } from "./local-migrations";
import { APP, frontOf, type LocalParts, optionsFor } from "./local-worker";
import { holderOf, tryLock } from "./lock.mjs";
import { guardAgainstOrphans } from "./orphan-guard";
import { assertPortIsFree } from "./port";
import { PlainError, say } from "./terminal";

/** The built app on workerd, with its local D1 and KV. */
export type LocalServer = {
  /** Where it is served, without a slash at the end. */
  url: string;
  /** The migrations that this start applied. */
  migrated: string[];
  /** The same database that the Worker has as DB. */
  openDatabase: () => Promise<D1Database>;
  /** The same namespace that the Worker has as STATUS_SNAPSHOT. */
  openSnapshot: () => Promise<KVNamespace>;
  /** Runs the minute's cron tick with `timeMs` as its now, to its end. */
  tick: (timeMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

export async function lockDataDir(dataDir: string): Promise<() => void> {
  const file = join(dataDir, "server.lock");
  const release = await tryLock(file);
  if (release) return release;
  throw new PlainError(
    `${dataDir} is in use by the server with process id ${holderOf(file)}.\nGive this one another: STATUS_DATA_DIR=…`,
  );
}

async function runTick(url: string, timeMs: number): Promise<void> {
  const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${timeMs}`);
  if (!answer.ok) throw new Error(`The cron tick of ${new Date(timeMs).toISOString()} answered ${answer.status}`);
  await answer.text();
}

/** What a new database is told before anybody is served. */
type Prepare = (db: D1Database) => Promise<void>;

/** Seeds the registry's missing rows by the same door as an operator does. */
export async function seed(url: string, token: string): Promise<void> {
  const headers = { "X-Internal-Status-Token": token };
  const answer = await fetch(`${url}/api/internal/status/seed`, { method: "POST", headers });
  const body = await answer.text();
  if (!answer.ok) say(`The registry could not be seeded: ${answer.status} ${body.slice(0, 300)}`);
}

/**
 * Serves a build on 127.0.0.1:`port` (0 is any free one). Migrations and seed are done at an address that nobody
 * knows, so that whoever finds the port open finds everything ready.
 */
export async function startLocalServer(parts: LocalParts, port: number, prepare?: Prepare): Promise<LocalServer> {
  guardAgainstOrphans();
  mkdirSync(parts.dataDir, { recursive: true });
  const release = await lockDataDir(parts.dataDir);
  const token = parts.variables.STATUS_INTERNAL_WRITE_TOKEN;
  const seedToken = token ?? randomUUID(); // a server whose door is closed has it open until it is known
  const variables = { ...parts.variables, STATUS_INTERNAL_WRITE_TOKEN: seedToken };
  const [modules, access] = await Promise.all([bundleEdge(), makeAccess(parts.variables)]);
  const miniflare = new Miniflare(optionsFor({ ...parts, variables }, { modules, access: null }, 0));
  const findUrl = async () => (await miniflare.unsafeGetDirectURL(frontOf(parts))).origin;
  const openDatabase = () =>
    miniflare.getD1Database(parts.build.database.binding, APP) as unknown as Promise<D1Database>;
  const openSnapshot = () =>
    miniflare.getKVNamespace(parts.build.snapshot.binding, APP) as unknown as Promise<KVNamespace>;
  const stop = async () => {
    await miniflare.dispose();
    release();
  };
  try {
    const migrated = await applyMigrations(await openDatabase());
    await prepare?.(await openDatabase());
    await seed(await findUrl(), seedToken);
    if (port !== 0 || token === undefined || access) {
      const finalPort = port || Number(new URL(await findUrl()).port);
      const issuer = `http://127.0.0.1:${finalPort}`;
      await miniflare.setOptions(optionsFor(parts, { modules, access: access && { ...access, issuer } }, finalPort));
    }
    const url = await findUrl();
    return { url, migrated, openDatabase, openSnapshot, tick: (timeMs) => runTick(url, timeMs), stop };
  } catch (error) {
    await stop();
    if (port !== 0) await assertPortIsFree(port); // it was free before the build
    throw error;
  }
}
