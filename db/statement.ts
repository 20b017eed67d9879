import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Db, Statement } from "./client";

const dialect = new SQLiteAsyncDialect();

/** A statement as SQL with values, for what Drizzle's builders can't say; its own raw queries take no values in a batch. */
export function statement(db: Db, query: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const prepared = { stmt: db.$client.prepare(text), getQuery: () => ({ sql: text, params }), mapResult: () => [] };
  return { _prepare: () => prepared } as unknown as Statement;
}
