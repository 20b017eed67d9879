import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 250;
const SQLITE_BUSY = 5;

/** References to the open locks: garbage collection would close the database and release the lock. */
const held = new Set<DatabaseSync>();

/** Locks by a transaction in an SQLite file, which the system ends with its process. Returns the release, or null if it is taken. */
export function tryLock(file: string): (() => void) | null {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA user_version = ${process.pid}; BEGIN IMMEDIATE`);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  held.add(database);
  return () => held.delete(database) && database.close();
}

/** The process id of the lock's holder. */
export function readHolder(file: string): number {
  using database = new DatabaseSync(file, { readOnly: true });
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

/** Runs `work` under the lock, waiting for it; `onWait` is called once with the holder's process id, if there is one. */
export async function withLock<T>(file: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  let release = tryLock(file);
  if (!release) onWait(readHolder(file));
  while (!release) {
    await sleep(POLL_MS);
    release = tryLock(file);
  }
  return work().finally(release);
}
