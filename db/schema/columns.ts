import { sql } from "drizzle-orm";
import { integer } from "drizzle-orm/sqlite-core";

// Times are TEXT, ISO 8601 UTC with milliseconds, so that text order is time order.

/** The CHECK of a column that holds one value of a tuple. */
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" IN (${values.map((value) => `'${value}'`).join(", ")})`);

export const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);
