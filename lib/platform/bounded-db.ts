import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { TookTooLong, within } from "./within";

/** How long D1 may take for one query or batch; and once it has taken that long, for each later one of the same request or tick. */
const PATIENCE_MS = 10_000;
const AFTER_A_HANG_MS = 500;

/** D1 did not answer: what it was asked to write may be stored, then or later. */
export class DatabaseHung extends TookTooLong {}

const INNER = Symbol("inner");
type BoundedStatement = D1PreparedStatement & { [INNER]: D1PreparedStatement };

/** The database of one request or tick, no query of which waits for ever: a D1 that hangs fails like one that is gone. */
export function boundDb(d1: D1Database): D1Database {
  let patienceMs = PATIENCE_MS;
  const bounded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await within(patienceMs, work);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      patienceMs = AFTER_A_HANG_MS;
      throw new DatabaseHung("D1 did not answer in time");
    }
  };
  const boundStatement = (inner: D1PreparedStatement): BoundedStatement => {
    const statement = {
      [INNER]: inner,
      bind: (...values: unknown[]) => boundStatement(inner.bind(...values)),
      all: () => bounded(inner.all()),
      run: () => bounded(inner.run()),
      raw: (options?: { columnNames?: false }) => bounded(inner.raw(options)),
      first: (...column: [string]) => bounded(inner.first(...column)),
    };
    return statement as unknown as BoundedStatement;
  };
  const db = {
    prepare: (query: string) => boundStatement(d1.prepare(query)),
    batch: (statements: D1PreparedStatement[]) =>
      bounded(d1.batch(statements.map((statement) => (statement as BoundedStatement)[INNER] ?? statement))),
  };
  return db as unknown as D1Database;
}
