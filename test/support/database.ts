import { readdirSync, readFileSync } from "node:fs";
import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";
import { openDb } from "@/db/client";
import type { State } from "@/lib/core/engine/states";
import { inRoot } from "../../scripts/root";

const IDLE = "export default { fetch() { return new Response() } }";

/** A real D1 with our migrations, or with those before one until `migrate` applies the rest; and no server in front of it. */
export async function startDatabase({ before }: { before?: string } = {}) {
  const worker = {
    name: "idle",
    modules: true,
    script: IDLE,
    compatibilityDate: "2026-01-01",
    d1Databases: { DB: "t" },
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] } as V4MiniflareOptions));
  const d1 = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  const files = readdirSync(inRoot("migrations")).filter((file) => file.endsWith(".sql"));
  const apply = async (isWanted: (file: string) => boolean) => {
    const statements = files
      .filter(isWanted)
      .sort()
      .flatMap((file) => readFileSync(inRoot("migrations", file), "utf8").split("--> statement-breakpoint"));
    await d1.batch(statements.map((statement) => d1.prepare(statement)));
  };
  await apply((file) => before === undefined || file < before);
  const migrate = () => apply((file) => before !== undefined && file >= before);
  return { d1, db: openDb(d1), migrate, stop: () => miniflare.dispose() };
}

/** An audit row, as far as bars are made of it. */
export type Row = { surfaceId: string; at: number; state: State; written?: number };

/** Registers the surfaces of these rows, and logs the rows. */
export async function logRows(d1: D1Database, rows: readonly Row[]): Promise<void> {
  const ids = JSON.stringify([...new Set(rows.map((row) => row.surfaceId))]);
  const values = rows.map(({ surfaceId, at, state, written = at }) => [surfaceId, state, iso(at), iso(written)]);
  await d1.batch([
    d1
      .prepare(
        `INSERT OR IGNORE INTO surface_state (surface_id, state, state_since, state_source, updated_at)
         SELECT value, 'UNKNOWN', '', 'prober', '' FROM json_each(?)`,
      )
      .bind(ids),
    d1
      .prepare(
        `INSERT INTO status_audit_log (surface_id, new_state, effective_at, created_at, actor, source, state_source, because)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'test', 'prober', 'prober', 'test' FROM json_each(?)`,
      )
      .bind(JSON.stringify(values)),
  ]);
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The same D1, each of whose answers comes after the wait. */
export const slowed = (d1: D1Database, wait: () => Promise<unknown>): D1Database =>
  intercepted(d1, async (run) => {
    await wait();
    return run();
  });

/** How a database comes to answer: `run` asks the real one, `queries` are what it is asked. */
type Intercept = (run: () => Promise<unknown>, queries: readonly string[]) => Promise<unknown>;

/** The same D1, between whose questions and answers something stands. */
export function intercepted(d1: D1Database, intercept: Intercept): D1Database {
  const originals = new Map<unknown, { statement: D1PreparedStatement; query: string }>();
  const between = (statement: D1PreparedStatement, query: string): D1PreparedStatement => {
    const answer = (name: "all" | "run" | "raw" | "first") => () =>
      intercept(() => (statement[name] as () => Promise<unknown>)(), [query]);
    const seen = {
      bind: (...values: unknown[]) => between(statement.bind(...values), query),
      ...{ all: answer("all"), run: answer("run"), raw: answer("raw"), first: answer("first") },
    } as unknown as D1PreparedStatement;
    originals.set(seen, { statement, query });
    return seen;
  };
  return {
    prepare: (query: string) => between(d1.prepare(query), query),
    batch: (statements: D1PreparedStatement[]) => {
      const real = statements.map((each) => originals.get(each) ?? { statement: each, query: "" });
      return intercept(
        () => d1.batch(real.map(({ statement }) => statement)),
        real.map(({ query }) => query),
      );
    },
  } as unknown as D1Database;
}
