import { readdirSync, readFileSync } from "node:fs";
import type { D1Database } from "@cloudflare/workers-types";
import { inRoot } from "./root";

// The same bookkeeping as `wrangler d1 migrations apply`, which then has nothing left to do; without the three seconds.
const CREATE_BOOK = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** Applies the migrations that the local database does not have yet, each as a whole or not at all; gives their names. */
export async function applyMigrations(db: D1Database): Promise<string[]> {
  await db.prepare(CREATE_BOOK).run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const known = new Set(results.map((row) => row.name));
  const files = readdirSync(inRoot("migrations")).filter((name) => name.endsWith(".sql"));
  const pending = files.filter((name) => !known.has(name)).sort();
  for (const name of pending) {
    const sql = readFileSync(inRoot("migrations", name), "utf8");
    const note = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
    await db.batch([db.prepare(sql), note]); // local D1 takes a whole file as one statement
  }
  return pending;
}
