import { readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { openDb, runBatch } from "../../db/client";
import { insertRows, listColumns, selectRows, TABLE_NAMES } from "../../db/queries/backup";
import { STREAK } from "../../lib/core/engine/precedence";
import { contextFrom } from "../../lib/platform/context";
import type { Bindings } from "../../lib/platform/settings/variables";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { inRoot, listMigrations } from "../root";
import { type DemoEvent, MINUTE_MS } from "./event-builders";

/** How far back raw probes are written: the dashboard's sparklines show an hour. */
const RAW_MINUTES = 75;

/**
 * Writes a past into a new database through the services, each event with its own time as `now`: audit log, incidents and
 * states are as if the platform had been running. Everything is written in memory and copied in one batch.
 */
export async function writePast(
  db: D1Database,
  { surfaces, now }: { surfaces: SurfaceEntry[]; now: number },
  events: readonly DemoEvent[],
): Promise<void> {
  const memory = openMemoryDatabase();
  const bindings = { DB: memory, REGISTRY: { surfaces } } as unknown as Bindings;
  const end: DemoEvent = { at: now, on: surfaces.map(({ id }) => id), apply: async () => undefined };
  for (const { at, on, apply } of [...events, end].toSorted((a, b) => a.at - b.at)) {
    await skipQuiet(memory, on, at);
    const ctx = contextFrom(bindings, { waitUntil: () => undefined }, at);
    await apply({ ...ctx, clock: () => at, log: () => undefined }); // the clock stands still, so that rows are ordered as events are
  }
  await fillProbes(memory, now);
  await copyTables(memory, db);
}

/** Repeats each surface's last result every minute up to `at`, where that changes no state. */
async function skipQuiet(db: D1Database, ids: readonly string[], at: number): Promise<void> {
  const values = [new Date(at - MINUTE_MS).toISOString(), JSON.stringify(ids)];
  const update = `UPDATE surface_state SET version = version + 1, updated_at = max(updated_at, ?1)`;
  const minutesSince = (column: string) => `CAST(round((julianday(?1) - julianday(${column})) * 1440) AS INTEGER)`;
  const probes = minutesSince("last_probe_at");
  const named = "surface_id IN (SELECT value FROM json_each(?2))";
  await db.batch([
    db
      .prepare(
        `${update}, last_probe_at = ?1, probe_ok_streak = iif(last_probe_ok, probe_ok_streak + ${probes}, 0),
           probe_fail_streak = iif(last_probe_ok, 0, probe_fail_streak + ${probes})
         WHERE ${named} AND last_probe_at < ?1 AND max(probe_ok_streak, probe_fail_streak) >= ${STREAK}`,
      )
      .bind(...values),
    db
      .prepare(
        `${update}, partner_polled_at = ?1, partner_good_at = iif(partner_failed_polls = 0, ?1, partner_good_at),
           partner_failed_polls = iif(partner_failed_polls = 0, 0, partner_failed_polls + ${minutesSince("partner_polled_at")})
         WHERE ${named} AND partner_polled_at < ?1 AND partner_failed_polls NOT BETWEEN 1 AND ${STREAK - 1}`,
      )
      .bind(...values),
  ]);
}

/** The raw probes that were skipped: like the last one, with latencies varied by 30 percent. */
async function fillProbes(db: D1Database, now: number): Promise<void> {
  const statement = `WITH RECURSIVE minutes(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM minutes WHERE m < ?2)
    INSERT OR IGNORE INTO probe_results (checked_at, surface_id, ok, latency_ms, status_code, error)
    SELECT strftime('%Y-%m-%dT%H:%M:00.000Z', ?1, '-' || m || ' minutes'), surface_id, last_probe_ok,
      last_probe_latency_ms * (700 + (m * 7919 + length(surface_id) * 613) % 600) / 1000, last_probe_status_code, last_probe_error
    FROM surface_state, minutes WHERE last_probe_at IS NOT NULL`;
  await db.prepare(statement).bind(new Date(now).toISOString(), RAW_MINUTES).run();
}

async function copyTables(from: D1Database, to: D1Database): Promise<void> {
  const [source, target] = [openDb(from), openDb(to)];
  const statements = [];
  for (const name of TABLE_NAMES) {
    const rows = (await selectRows(source, name)).map(({ line }) => line);
    if (rows.length > 0) statements.push(insertRows(target, name, listColumns(name), rows));
  }
  await runBatch(target, statements);
}

type Statement = ReturnType<typeof statementOf>;

/** The part of D1's prepared statement that Drizzle calls. */
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

/** The platform's tables in SQLite in this process, behind D1's interface; a failed batch is not rolled back. */
export function openMemoryDatabase(): D1Database {
  const database = new DatabaseSync(":memory:");
  for (const name of listMigrations()) database.exec(readFileSync(inRoot("migrations", name), "utf8"));
  const prepare = (query: string) => statementOf(database.prepare(query));
  const batch = (statements: Statement[]) => Promise.all(statements.map(({ all }) => all()));
  return { prepare, batch } as unknown as D1Database;
}
