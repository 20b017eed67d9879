import { readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { inRoot, listMigrations } from "../root";

type Statement = ReturnType<typeof statementOf>;

/** A statement of D1's interface, as far as Drizzle calls it. */
const statementOf = (prepared: StatementSync, values: SQLInputValue[] = []) => {
  const all = async () => ({ results: prepared.all(...values) });
  const raw = async () => prepared.all(...values).map((row) => Object.values(row));
  const bind = (...given: (SQLInputValue | boolean)[]): unknown =>
    statementOf(
      prepared,
      given.map((value) => (typeof value === "boolean" ? Number(value) : (value ?? null))),
    );
  return { bind, run: all, all, raw };
};

/** Our tables in SQLite in this very process, by D1's own interface; a batch that fails is not undone. */
export function openMemoryDatabase(): D1Database {
  const database = new DatabaseSync(":memory:");
  for (const name of listMigrations()) database.exec(readFileSync(inRoot("migrations", name), "utf8"));
  const prepare = (query: string) => statementOf(database.prepare(query));
  const batch = (statements: Statement[]) => Promise.all(statements.map(({ all }) => all()));
  return { prepare, batch } as unknown as D1Database;
}
