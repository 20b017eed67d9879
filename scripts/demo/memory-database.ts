import { readFileSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { inRoot, listMigrations } from "../root";

type Statement = ReturnType<typeof bound>;

/** A statement of D1's interface, as far as Drizzle calls it. */
const bound = (prepared: StatementSync, values: unknown[] = []) => {
  const read = () =>
    prepared.all(...(values.map((value) => (typeof value === "boolean" ? +value : (value ?? null))) as number[]));
  const run = async () => ({ results: read() });
  const raw = async () => read().map((row) => Object.values(row));
  return { bind: (...given: unknown[]): unknown => bound(prepared, given), read, run, all: run, raw };
};

/** Our tables in SQLite in this very process, by D1's own interface: a batch is a transaction, and costs no way to workerd. */
export function openMemoryDatabase(): D1Database {
  const database = new DatabaseSync(":memory:");
  for (const name of listMigrations()) database.exec(readFileSync(inRoot("migrations", name), "utf8"));
  const known = new Map<string, StatementSync>();
  const prepare = (query: string) => {
    const prepared = known.get(query) ?? database.prepare(query);
    known.set(query, prepared);
    return bound(prepared);
  };
  const batch = async (statements: Statement[]) => {
    database.exec("BEGIN");
    try {
      const results = statements.map((statement) => ({ results: statement.read() }));
      database.exec("COMMIT");
      return results;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
  return { prepare, batch } as unknown as D1Database;
}
