import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { meterDb } from "@/db/meter";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import { startOfDay } from "@/lib/core/uptime/days";
import { parseStrip, worstOfBar } from "@/lib/core/uptime/strip";
import { contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { UptimeResponse } from "@/lib/schemas/public";
import { deleteWindow } from "@/lib/services/maintenance/end";
import { planWindow } from "@/lib/services/maintenance/plan";
import { readSurfacePage } from "@/lib/services/public/read-history";
import { readPage } from "@/lib/services/public/read-page";
import { readUptime } from "@/lib/services/public/read-uptime";
import { readWindows } from "@/lib/services/public/read-windows";
import { retainRecords } from "@/lib/services/retention/nightly";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { logRows, type Row, startDatabase } from "../../support/database";
import { HOUR, MINUTE, t } from "../../unit/uptime/support";

const NOW = t("20 12:00");
const [PLAIN, PROBED] = ["trade-execution", "app-raxx-app"];

let database: Awaited<ReturnType<typeof startDatabase>>;
let spent: { trips: number; rows: () => number };

/** A request's context at some moment; its round trips and the rows that it reads are counted. */
function at(now: number) {
  const { db, cost } = meterDb(database.d1);
  const batch: typeof db.batch = (statements) => {
    spent.trips++;
    return db.batch(statements);
  };
  spent = { trips: 0, rows: () => cost.rows_read };
  return { ...contextFrom({ DB: { ...db, batch } } as Bindings, { waitUntil: () => {} }, now), log: () => {} };
}

const pin = (now: number, surface_id: string, state: State) =>
  updateSurface(at(now), { surface_id, state, state_source: "manual", actor: "ops" });
const plan = (now: number, starts_at: number, ends_at: number) =>
  planWindow(at(now), { surface_ids: ["demo-raxx-app", "docs-raxx-app"], starts_at, ends_at });

async function start(): Promise<void> {
  database = await startDatabase();
  await seedSurfaces(at(NOW - 5 * DAY_MS));
}

describe("a page with history", () => {
  beforeAll(async () => {
    await start();
    await pin(NOW - 5 * DAY_MS + HOUR, PLAIN, "OPERATIONAL");
    await pin(NOW - 3 * DAY_MS, PLAIN, "DOWN");
    await pin(NOW - 3 * DAY_MS + 90 * MINUTE, PLAIN, "OPERATIONAL");
    await retainRecords(at(NOW - DAY_MS));
    await pin(NOW - HOUR, PROBED, "OPERATIONAL"); // and no probe since, which no tick has found
  });
  afterAll(() => database.stop());

  test("tells the same of each day and of uptime as the API does, for every surface", async () => {
    const { history } = await readPage(at(NOW));
    const { surfaces } = UptimeResponse.parse(
      JSON.parse((await readUptime(at(NOW), { days: 90, format: "json" })).text),
    );
    expect(surfaces).toHaveLength(23);
    expect(history.until).toBe(NOW);
    for (const { id, days, uptime_90_days } of surfaces) {
      const { bars = "", uptime90 } = history.surfaces[id] ?? {};
      expect(parseStrip(bars).map(worstOfBar)).toEqual(days.map(({ worst }) => worst));
      // Only the page leaves out a percentage of less than a day.
      expect([uptime_90_days, null]).toContain(uptime90);
    }
  });

  test("has a bar for each of 90 days, closed ones and open ones, with what the clock has changed since", async () => {
    const { history } = await readPage(at(NOW));
    expect(history.surfaces[PLAIN]?.bars).toBe(`${"-".repeat(84)}-u2OOd3OOO`);
    expect(history.surfaces[PLAIN]).toMatchObject({ over: 5, by: "operator" });
    expect(history.surfaces[PROBED]).toMatchObject({ uptime90: null });
    expect(history.surfaces[PLAIN]?.uptime90).toBe(98.73);
    const { days } = await readSurfacePage(at(NOW), PROBED);
    expect(days.at(-1)?.ms).toMatchObject({ OPERATIONAL: 90_000, UNKNOWN: 12 * HOUR - 90_000 });
  });

  test("tells a surface's own page the same, in one round trip", async () => {
    const { history } = await readPage(at(NOW));
    const { days, figures, publicHistory } = await readSurfacePage(at(NOW), PLAIN);
    expect(spent.trips).toBe(1);
    const { bars, ...same } = history.surfaces[PLAIN] ?? {};
    expect(same).toMatchObject(figures ?? {});
    expect([days.length, parseStrip(bars ?? "").length, publicHistory.surfaces.length]).toEqual([90, 90, 23]);
    expect(days[86]).toEqual({
      midnight: startOfDay(NOW - 3 * DAY_MS),
      ms: expect.objectContaining({ DOWN: 90 * MINUTE, OPERATIONAL: DAY_MS - 90 * MINUTE }),
    });
  });
});

describe("the windows of a page", () => {
  beforeAll(start);
  afterAll(() => database.stop());

  test("are those that run or are scheduled, by start; what is over or cancelled is none of them", async () => {
    const later = await plan(NOW - 12 * HOUR, NOW + DAY_MS, NOW + DAY_MS + HOUR);
    const running = await plan(NOW - 12 * HOUR, NOW - HOUR, NOW + HOUR);
    await plan(NOW - 12 * HOUR, NOW - 9 * HOUR, NOW - 8 * HOUR);
    const { id } = await plan(NOW - 12 * HOUR, NOW + 2 * DAY_MS, NOW + 3 * DAY_MS);
    await deleteWindow(at(NOW - 11 * HOUR), id);
    const { windows } = await readPage(at(NOW));
    expect(windows.map((window) => [window.id, window.phase])).toEqual([
      [running.id, "running"],
      [later.id, "scheduled"],
    ]);
    expect(windows[1]?.surface_display_names).toEqual(["Demo", "Documentation"]);
    expect(await readWindows(at(NOW))).toMatchObject({ windows, validUntil: NOW + HOUR });
    expect(spent.trips).toBe(1);
  });
});

describe("what a page with history costs of D1", () => {
  beforeEach(start);
  afterEach(() => database.stop());

  /** So many days of four changes each, and two changes today. */
  const eventful = (surfaceId: string, days: number): Row[] =>
    Array.from({ length: days * 4 + 2 }, (_, i) => ({
      surfaceId,
      at: startOfDay(NOW) - days * DAY_MS + i * 6 * HOUR + 1,
      state: i % 2 === 0 ? "OPERATIONAL" : "DOWN",
    }));

  test.each([90])("is one round trip and at most ten rows a surface after %i eventful days", async (days) => {
    const ids = at(NOW).registry.entries.map(({ id }) => id);
    for (const id of ids) await logRows(database.d1, eventful(id, days));
    await retainRecords(at(NOW));
    await readPage(at(NOW));
    expect(spent.trips).toBe(1);
    expect(spent.rows()).toBeLessThanOrEqual(ids.length * 10);
  });
});

describe("the night's work", () => {
  beforeEach(start);
  afterEach(() => database.stop());

  const MIDNIGHT = startOfDay(NOW);
  const NIGHT = MIDNIGHT + 3 * HOUR + 15 * MINUTE;
  const iso = (ms: number) => new Date(ms).toISOString();
  const kept = async (table: string, column: string): Promise<unknown[]> =>
    (await database.d1.prepare(`SELECT ${column} AS kept FROM ${table} ORDER BY 1`).all()).results.map(
      ({ kept }) => kept,
    );

  test("is not due before 03:15 UTC", async () => {
    expect(await retainRecords(at(NIGHT - 1))).toEqual({ due: 0 });
    expect(await retainRecords(at(NIGHT))).toMatchObject({ due: 1 });
    expect(await retainRecords(at(NIGHT + MINUTE))).toEqual({ due: 0 });
  });

  test("keeps the raw results of seven days", async () => {
    const times = [MIDNIGHT - 7 * DAY_MS - 1, MIDNIGHT - 7 * DAY_MS, NIGHT - HOUR].map(iso);
    const insert = "INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms) VALUES (?, ?, 1, 100)";
    await database.d1.batch(times.map((time) => database.d1.prepare(insert).bind(time, PROBED)));
    await retainRecords(at(NIGHT));
    expect(await kept("probe_results", "checked_at")).toEqual(times.slice(1));
  });

  test("archives what was resolved over 30 days ago", async () => {
    const resolved = [NIGHT - 30 * DAY_MS - 1, NIGHT - 30 * DAY_MS + 1, NIGHT - DAY_MS].map(iso);
    const insert = `INSERT INTO status_incidents
      (id, incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'down', ?, ?)`;
    await database.d1.batch(
      resolved.map((at, i) => database.d1.prepare(insert).bind(i + 1, `ticket:${i + 1}`, PLAIN, at, at, at, at)),
    );
    expect(await retainRecords(at(NIGHT))).toMatchObject({ incidents_archived: 1 });
    expect(await kept("status_incidents", "id")).toEqual([2, 3]);
    expect(await kept("status_incidents_archive", "id")).toEqual([1]);
  });
});
