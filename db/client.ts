import type { D1Database } from "@cloudflare/workers-types";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Db = DrizzleD1Database & { $client: D1Database };
export type Statement = BatchItem<"sqlite">;
export type Statements = Readonly<[Statement, ...Statement[]]>;
export type Results<Read extends readonly Statement[]> = BatchResponse<Read>;

/** A database client for one request; never reused for another. */
export const openDb = (d1: D1Database): Db => drizzle(d1);

/** Runs statements as one transaction: all of them or none. An empty list makes no round trip. */
export async function runBatch(db: Db, statements: readonly Statement[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
}

/** D1's texts for a fault that passes; one may come without the `D1_ERROR` in front, where the connection itself broke. */
const TRANSIENT =
  /network connection lost|object to be reset|reset because|was reset|overloaded|internal error|transient issue/i;

/** Whether D1 failed in a way that passes. A batch was then stored whole or not at all, and the caller can't tell which. */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (TRANSIENT.test(cause.message)) return true;
  return false;
}

/** Whether a batch was rolled back because another writer changed the rows first or had locked the database: load and decide again. */
export function isLostRace(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (/version_conflict|UNIQUE constraint failed|SQLITE_BUSY/.test(cause.message)) return true;
  return false;
}
