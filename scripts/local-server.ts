import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { makeAccess } from "./edge/access";
import { assertPortIsFree } from "./local-settings";
import { APP, bundleEdge, frontOf, type LocalParts, optionsFor } from "./local-worker";
import { readHolder, tryLock } from "./lock";
import { inRoot, listMigrations } from "./root";
import { PlainError, say } from "./terminal";

/** Locks the data directory; throws if another server uses it. Returns a function that releases it. */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, "lock.sqlite");
  const release = tryLock(file);
  if (release) return release;
  throw new PlainError(
    `${dataDir} is in use by the server with process id ${readHolder(file)}.\nChoose another: STATUS_DATA_DIR=…`,
  );
}

async function runTick(url: string, timeMs: number): Promise<void> {
  const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${timeMs}`);
  if (!answer.ok) throw new Error(`The cron tick of ${new Date(timeMs).toISOString()} answered ${answer.status}`);
  await answer.text();
}

/** Writes to a new database before the server accepts requests. */
type Prepare = (db: D1Database) => Promise<void>;

/** Seeds the registry's missing rows by the operators' endpoint. */
export async function seed(url: string, token: string): Promise<void> {
  const headers = { "X-Internal-Status-Token": token };
  const answer = await fetch(`${url}/api/internal/status/seed`, { method: "POST", headers });
  const body = await answer.text();
  if (!answer.ok) say(`The registry could not be seeded: ${answer.status} ${body.slice(0, 300)}`);
}

/**
 * Serves a build on 127.0.0.1:`port` (0 is any free one), with its D1 and KV. Migrations and seed run on another port that no
 * client knows, so that everything is ready once this port is open. Returns its `url` without a slash at the end, the migrations
 * that this start applied, the Worker's own database and snapshot, and a `tick` that runs the cron at `timeMs`.
 */
export async function startLocalServer(parts: LocalParts, port: number, prepare?: Prepare) {
  const release = lockDataDir(parts.dataDir);
  const token = parts.variables.STATUS_INTERNAL_WRITE_TOKEN;
  const seedToken = token ?? randomUUID(); // without a write token, seeding uses a temporary one
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
    return { url, migrated, openDatabase, openSnapshot, tick: (timeMs: number) => runTick(url, timeMs), stop };
  } catch (error) {
    await stop();
    if (port !== 0) await assertPortIsFree(port); // it was free before the build
    throw error;
  }
}

// The same bookkeeping as `wrangler d1 migrations apply`, which then has nothing left to do; without the three seconds.
const CREATE_BOOK = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** Applies the migrations that the local database does not have yet, each in one batch; returns their names. */
export async function applyMigrations(db: D1Database): Promise<string[]> {
  await db.prepare(CREATE_BOOK).run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const pending = listMigrations().filter((name) => !applied.has(name));
  for (const name of pending) {
    const sql = readFileSync(inRoot("migrations", name), "utf8");
    const note = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
    await db.batch([db.prepare(sql), note]); // local D1 takes a whole file as one statement
  }
  return pending;
}

/** Calls `tick` at each minute boundary, as Cloudflare does, or more often; boundaries that pass while it runs are skipped. */
export async function runMinuteCron(tick: (timeMs: number) => Promise<void>, everyMs = 60_000): Promise<never> {
  for (let nextMs = 0; ; ) {
    nextMs = Math.max(nextMs + everyMs, Math.ceil(Date.now() / everyMs) * everyMs);
    await sleep(nextMs - Date.now());
    await tick(nextMs).catch((error: Error) => say(`A cron tick failed: ${error.message}`));
    if (Date.now() > nextMs + everyMs)
      say(`The cron tick of ${new Date(nextMs).toISOString()} took longer than a minute`);
  }
}

/** Waits until its stdin closes, which happens however this process ends, and then kills the given process. */
const WAIT_THEN_KILL = 'read -r _; kill -9 "$0" 2>/dev/null';

function endWithUs(child: ChildProcess): void {
  const args = ["-c", WAIT_THEN_KILL, String(child.pid)];
  const watcher = spawn("sh", args, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  watcher.stdin.on("error", () => {});
  child.once("exit", () => watcher.kill("SIGKILL"));
}

// No workerd that this process starts outlives it, not even when it is killed with -9. Miniflare does not expose the
// process that it starts; Node's `child_process` channel does.
subscribe("child_process", (message) => {
  const child = (message as { process: ChildProcess }).process;
  child.once("spawn", () => {
    if (basename(child.spawnfile).startsWith("workerd")) endWithUs(child);
  });
});
