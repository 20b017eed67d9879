import type { D1Database } from "@cloudflare/workers-types";
import { meterDb } from "@/db/meter";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { startDatabase } from "../../support/database";

const SURFACES = Array.from({ length: 23 }, (_, i) => `surface-${i}`);
export const ROWS = 30_000;
export const NOW = Date.UTC(2026, 5, 1, 12);
const STATES = ["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"];
/** A row each 45 minutes or so: two and a half years of an eventful log. */
const STEP_MS = 2_700_000;

export const timeOf = (id: number): number => NOW - (ROWS - id) * STEP_MS;
const iso = (ms: number): string => new Date(ms).toISOString();

const actorOf = (id: number): string => (id % 500 === 0 ? "operator:ops@raxx.app" : "prober");
const sourceOf = (id: number): string => (id % 500 === 0 ? "manual" : id % 97 === 0 ? "freescout" : "prober");

/** A D1 with 23 surfaces, 30,000 rows in the log, an hour of probes, incidents and ticks. */
export async function startFullDatabase() {
  const database = await startDatabase();
  await fillLog(database.d1);
  await fillRest(database.d1);
  return database;
}

/** Each surface's rows follow one another: a chain without a break. */
async function fillLog(d1: D1Database): Promise<void> {
  const stateOf = (turn: number) => STATES[turn % STATES.length];
  for (let from = 1; from <= ROWS; from += 5_000) {
    const rows = Array.from({ length: 5_000 }, (_, i) => {
      const id = from + i;
      const turn = Math.floor((id - 1) / SURFACES.length);
      const previous = turn === 0 ? null : stateOf(turn - 1);
      const note =
        id % 97 === 0 ? "the worst of the open tickets; copy policy left out 1 sentence(s): promise" : "a probe failed";
      return [
        id,
        SURFACES[(id - 1) % SURFACES.length],
        actorOf(id),
        previous,
        stateOf(turn),
        sourceOf(id),
        note,
        iso(timeOf(id)),
      ];
    });
    await d1
      .prepare(
        `INSERT INTO status_audit_log (id, surface_id, actor, previous_state, new_state, source, note, created_at, effective_at,
           because, state_source, public_note)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 7,
           'probe_failed', 'prober', '=1+1' FROM json_each(?)`,
      )
      .bind(JSON.stringify(rows))
      .run();
  }
}

async function fillRest(d1: D1Database): Promise<void> {
  const ids = JSON.stringify(SURFACES);
  const minutes = JSON.stringify(Array.from({ length: 24 * 60 }, (_, i) => iso(NOW - i * 60_000)));
  const incidents = JSON.stringify(
    Array.from({ length: 2_000 }, (_, i) => [i + 1, SURFACES[i % 23], iso(NOW - i * 3_600_000)]),
  );
  await d1.batch([
    d1
      .prepare(
        `INSERT INTO surface_state (surface_id, state, state_since, state_source, updated_at)
         SELECT value, 'OPERATIONAL', ?, 'prober', ? FROM json_each(?)`,
      )
      .bind(iso(NOW - 60_000), iso(NOW - 60_000), ids),
    d1
      .prepare(
        `INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms)
         SELECT m.value, s.value, 1, 100 FROM json_each(?) AS m, json_each(?) AS s`,
      )
      .bind(minutes, ids),
    d1
      .prepare(
        "INSERT INTO cron_runs (scheduled_at, started_at, finished_at, jobs) SELECT value, value, value, '{}' FROM json_each(?)",
      )
      .bind(minutes),
    d1
      .prepare(
        `INSERT INTO status_incidents (id, incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at)
         SELECT value ->> 0, 'ticket:' || (value ->> 0), value ->> 1, value ->> 2, value ->> 2, 'down', value ->> 2, value ->> 2
         FROM json_each(?)`,
      )
      .bind(incidents),
    d1.prepare(
      `INSERT INTO incident_updates (incident_id, surface_id, kind, severity, effective_at, created_at)
         SELECT id, surface_id, 'opened', 'down', opened_at, opened_at FROM status_incidents`,
    ),
    d1.prepare("INSERT INTO status_incidents_archive SELECT * FROM status_incidents WHERE id > 720"),
    d1.prepare("DELETE FROM status_incidents WHERE id > 720"),
  ]);
}

/** What a service's queries cost: its round trips to D1, and what D1 says it read. */
export type Cost = { trips: number; rowsRead: number; ms: number };

const REGISTRY = SURFACES.map((id) => ({
  ...{ id, display_name: id, category: "owned" as const, public_description: id, probe_url: "https://raxx.app/" },
  ...{ partner_status_url: null, partner_name: null, partner_feed: null },
}));

/** A context whose database counts. */
export function countingContext(
  d1: D1Database,
  env: Record<string, unknown> = {},
  { registry, now }: { registry: SurfaceEntry[]; now: number } = { registry: REGISTRY, now: NOW },
) {
  const { db, cost } = meterDb(d1);
  let trips = 0;
  const counted = {
    prepare: (query: string) => countStatement(db.prepare(query), () => trips++),
    batch: (statements: unknown[]) => {
      trips++;
      return db.batch(statements.map((each) => (each as { [INNER]?: never })[INNER] ?? each) as never);
    },
  };
  const bindings = { DB: counted, REGISTRY: { surfaces: registry }, ...env } as unknown as Bindings;
  const ctx: Context = contextFrom(bindings, { waitUntil: () => undefined }, now);
  const measure = async <T>(read: (ctx: Context) => Promise<T>): Promise<Cost & { result: T }> => {
    const before = { trips, rows: cost.rows_read };
    const startedMs = performance.now();
    const result = await read(ctx);
    const ms = Math.round(performance.now() - startedMs);
    return { result, trips: trips - before.trips, rowsRead: cost.rows_read - before.rows, ms };
  };
  return { ctx, cost, measure };
}

const INNER = Symbol("inner");
type Statement = {
  bind: (...values: unknown[]) => Statement;
  all: () => unknown;
  run: () => unknown;
  raw: () => unknown;
};

function countStatement(statement: unknown, count: () => void): Statement {
  const inner = statement as Statement;
  const counted = (name: "all" | "run" | "raw") => () => {
    count();
    return inner[name]();
  };
  return {
    [INNER]: inner,
    bind: (...values: unknown[]) => countStatement(inner.bind(...values), count),
    all: counted("all"),
    run: counted("run"),
    raw: counted("raw"),
  } as unknown as Statement;
}
