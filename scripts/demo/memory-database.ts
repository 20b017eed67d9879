import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { inRoot } from "../root";

type Statement = {
  bind: (...values: unknown[]) => Statement;
  all: () => Promise<{ results: unknown[] }>;
  run: () => Promise<{ results: unknown[] }>;
  raw: () => Promise<unknown[][]>;
  now: () => { results: unknown[] };
};

const toSqlite = (value: unknown): SQLInputValue =>
  typeof value === "boolean" ? Number(value) : ((value ?? null) as SQLInputValue);

function statementOf(prepared: StatementSync, values: unknown[] = []): Statement {
  const now = () => ({ results: prepared.all(...values.map(toSqlite)) as unknown[] });
  return {
    bind: (...given) => statementOf(prepared, given),
    all: async () => now(),
    run: async () => now(),
    raw: async () => now().results.map((row) => Object.values(row as object)),
    now,
  };
}

/** Our tables in SQLite in this very process, by D1's own interface: a batch is a transaction, and costs no way to workerd. */
export function openMemoryDatabase(): D1Database {
  const database = new DatabaseSync(":memory:");
  const files = readdirSync(inRoot("migrations")).filter((name) => name.endsWith(".sql"));
  for (const name of files.sort()) database.exec(readFileSync(inRoot("migrations", name), "utf8"));
  const batch = async (statements: Statement[]) => {
    database.exec("BEGIN");
    try {
      const results = statements.map((statement) => statement.now());
      database.exec("COMMIT");
      return results;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
  const known = new Map<string, StatementSync>();
  const prepare = (query: string): Statement => {
    const prepared = known.get(query) ?? database.prepare(query);
    known.set(query, prepared);
    return statementOf(prepared);
  };
  return { prepare, batch } as unknown as D1Database;
}
