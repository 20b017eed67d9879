import type { D1PreparedStatement, D1Result } from "@cloudflare/workers-types";
import { Column, fillPlaceholders, is, noopDecoder, type Placeholder, SQL, sql } from "drizzle-orm";
import type { RunnableQuery } from "drizzle-orm/runnable-query";
import type { Db } from "./client";

/** The part of a Drizzle select that is used here. */
type Select<Rows> = PromiseLike<Rows> & {
  toSQL: () => { sql: string; params: unknown[] };
  readonly _: { readonly selectedFields: Record<string, unknown> };
};

/** A column of a row: its key in the result, and the function that decodes its value, if any. */
type Reader = { name: string; decode: ((value: unknown) => unknown) | null };

type Compiled = { text: string; params: unknown[]; readers: readonly Reader[] };

/**
 * A select that Drizzle compiles once for an isolate instead of once a request, since compiling costs nearly as much as the query:
 * `build` is given a placeholder for each value that `bind` makes of a call's arguments. Rows are decoded as Drizzle decodes them.
 */
export function compiled<Rows extends readonly object[], Args extends readonly unknown[]>(
  build: (db: Db, ...places: Placeholder[]) => Select<Rows>,
  bind: (...args: Args) => readonly unknown[] = () => [],
): (db: Db, ...args: Args) => CompiledSelect<Rows> {
  const places = Array.from({ length: build.length - 1 }, (_, i) => sql.placeholder(String(i)));
  let made: Compiled | null = null;
  return (db, ...args) => {
    made ??= compile(build(db, ...places));
    return new CompiledSelect<Rows>(db, made, fillPlaceholders(made.params, { ...bind(...args) }));
  };
}

/** A query that can be part of a batch, or be awaited by itself. */
class CompiledSelect<Rows extends readonly object[]> implements RunnableQuery<Rows, "sqlite">, PromiseLike<Rows> {
  declare readonly _: { readonly dialect: "sqlite"; readonly result: Rows };
  constructor(
    private readonly db: Db,
    private readonly made: Compiled,
    private readonly params: unknown[],
  ) {}

  toSQL = () => ({ sql: this.made.text, params: this.params });

  /** The method that Drizzle's `batch` calls on each of its queries. */
  _prepare(): { getQuery: () => object; stmt: D1PreparedStatement; mapResult: (result: D1Result) => unknown } {
    const { made, params } = this;
    const stmt = this.db.$client.prepare(made.text);
    return {
      stmt,
      getQuery: () => ({ sql: made.text, params }),
      mapResult: ({ results }) => results.map((row) => readRow(made.readers, Object.values(row as object))),
    };
  }

  // biome-ignore lint/suspicious/noThenProperty: a Drizzle query is a thenable, and this one replaces it
  then<A = Rows, B = never>(
    resolve?: ((rows: Rows) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.db
      .batch([this])
      .then(([rows]) => rows)
      .then(resolve, reject);
  }
}

function compile(query: Select<unknown>): Compiled {
  const { sql: text, params } = query.toSQL();
  const readers = Object.entries(query._.selectedFields).map(([name, field]) => ({ name, decode: findDecoder(field) }));
  return { text, params, readers };
}

type Decoder = { mapFromDriverValue: (value: unknown) => unknown };

/** A column decodes its own values; an SQL expression, aliased or not, has a separate decoder. */
function findDecoder(field: unknown): Reader["decode"] {
  const expression = is(field, SQL.Aliased) ? field.sql : field;
  const decoder = (is(expression, SQL) ? (expression as unknown as { decoder: Decoder }).decoder : field) as Decoder;
  const isPlain = decoder === noopDecoder || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return isPlain ? null : (value) => decoder.mapFromDriverValue(value);
}

function readRow(readers: readonly Reader[], values: readonly unknown[]): object {
  const row: Record<string, unknown> = {};
  for (const [i, { name, decode }] of readers.entries()) {
    const value = values[i];
    row[name] = value === null || decode === null ? value : decode(value);
  }
  return row;
}
