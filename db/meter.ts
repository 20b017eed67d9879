import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";

/** A tick's share of D1's daily quotas. */
export type D1Cost = { queries: number; rows_read: number; rows_written: number };

type Counter = (results: readonly D1Result[]) => void;
const INNER = Symbol("inner");
type MeteredStatement = D1PreparedStatement & { [INNER]: D1PreparedStatement };

/** A database that counts the rows that its queries read and write, by D1's own figures. */
export function meterDb(d1: D1Database): { db: D1Database; cost: D1Cost } {
  const cost: D1Cost = { queries: 0, rows_read: 0, rows_written: 0 };
  const count: Counter = (results) => {
    for (const { meta } of results) {
      cost.queries++;
      cost.rows_read += meta.rows_read;
      cost.rows_written += meta.rows_written;
    }
  };
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await d1.batch(statements.map((statement) => (statement as MeteredStatement)[INNER] ?? statement));
    count(results);
    return results;
  };
  const db = { prepare: (query: string) => meterStatement(d1.prepare(query), count), batch };
  return { db: db as unknown as D1Database, cost };
}

function meterStatement(inner: D1PreparedStatement, count: Counter): MeteredStatement {
  const counted = async <R extends D1Result>(running: Promise<R>): Promise<R> => {
    const result = await running;
    count([result]);
    return result;
  };
  const metered = {
    [INNER]: inner,
    bind: (...values: unknown[]) => meterStatement(inner.bind(...values), count),
    all: () => counted(inner.all()),
    run: () => counted(inner.run()),
    // `raw()` returns no row counts, so the rows of `all()` are used, without their column names.
    raw: async () => (await counted(inner.all())).results.map((row) => Object.values(row)),
  };
  return metered as unknown as MeteredStatement;
}
