import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import { parseStrip, worstOfBar } from "@/lib/core/uptime/strip";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { UptimeResponse } from "@/lib/schemas/public";
import { recordProbeResults } from "@/lib/services/probes/record";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readSurfacePage } from "@/lib/services/public/read-history";
import { readIncident } from "@/lib/services/public/read-incident";
import { readHistory } from "@/lib/services/public/read-months";
import { readPage } from "@/lib/services/public/read-page";
import { readUptime } from "@/lib/services/public/read-uptime";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { startDatabase } from "../../support/database";
import { HOUR, MINUTE, t } from "../../unit/uptime/support";

const NOW = t("20 12:00");
const [PLAIN, PROBED, TEAM] = ["trade-execution", "app-raxx-app", "ci-runners"];

let database: Awaited<ReturnType<typeof startDatabase>>;

const at = (now: number, env: Partial<Bindings> = {}): Context => ({
  ...contextFrom({ ...env, DB: database.d1 } as Bindings, { waitUntil: () => {} }, now),
  log: () => {},
});

async function start(seededAt = NOW - 5 * DAY_MS): Promise<void> {
  database = await startDatabase();
  await seedSurfaces(at(seededAt));
}

describe("outages that a probe found", () => {
  beforeAll(() => start());
  afterAll(() => database.stop());

  test("are told by the surface's page and the API, unless a ticket or an operator explains them", async () => {
    const probe = (minute: number, ok: boolean) =>
      recordProbeResults(at(NOW - HOUR + minute * MINUTE), [
        { surface_id: PROBED, ok, checked_at: NOW - HOUR + minute * MINUTE },
      ]);
    for (let minute = 0; minute < 6; minute++) await probe(minute, false);
    for (let minute = 6; minute < 10; minute++) await probe(minute, true);
    const pin = { surface_id: PLAIN, state: "DOWN", state_source: "manual", actor: "ops" } as const;
    await updateSurface(at(NOW - 40 * MINUTE), pin);
    const { publicHistory } = await readSurfacePage(at(NOW - 50 * MINUTE), PROBED);
    const outage = { surfaceId: PROBED, state: "DOWN", from: NOW - HOUR + 2 * MINUTE, to: NOW - HOUR + 8 * MINUTE };
    expect(publicHistory.measured).toEqual([expect.objectContaining(outage)]);
    const { surfaces } = UptimeResponse.parse(
      JSON.parse((await readUptime(at(NOW), { days: 90, format: "json" })).text),
    );
    const of = (id: string) => surfaces.find((surface) => surface.id === id);
    expect(of(PROBED)?.measured).toEqual([{ state: "DOWN", from: "2026-10-20T11:02:00Z", to: "2026-10-20T11:08:00Z" }]);
    expect(of(PLAIN)).toMatchObject({ measured: [], incidents: [{ severity: "down", resolved_at: null }] });
  });
});

describe("the history", () => {
  beforeAll(async () => {
    await start(NOW - 3 * DAY_MS);
    const operational = { state: "OPERATIONAL", state_source: "manual", actor: "ops" } as const;
    for (const { id } of at(NOW).registry.entries)
      await updateSurface(at(NOW - 3 * DAY_MS), { surface_id: id, ...operational });
    const write = async (surface: string, state: "DOWN" | "OPERATIONAL", day: number, hour: number) =>
      updateSurface(at(NOW - day * DAY_MS + hour * HOUR), {
        ...{ surface_id: surface, state, state_source: "manual", actor: "ops" },
      });
    await write(TEAM, "DOWN", 2, 0);
    await write(TEAM, "OPERATIONAL", 2, 4);
    await write(PLAIN, "DOWN", 1, 0);
    await write(PLAIN, "OPERATIONAL", 1, 2);
  });
  afterAll(() => database.stop());
  const worst = (calendar: { strip: string } | null) =>
    parseStrip(calendar?.strip ?? "")
      .slice(-3)
      .map(worstOfBar);

  test("has the days of what customers use, unknown while probes are silent; of a surface, its own days and incidents alone", async () => {
    const all = await readHistory(at(NOW), null);
    expect([all.incidents.length, worst(all.calendar)]).toEqual([2, ["UNKNOWN", "DOWN", "UNKNOWN"]]);
    expect(all.calendar?.last).toBe(Math.floor(NOW / DAY_MS));
    const ofTeam = await readHistory(at(NOW), null, TEAM);
    expect(ofTeam.incidents.map(({ surfaces }) => surfaces.map(({ id }) => id))).toEqual([[TEAM]]);
    expect(worst(ofTeam.calendar)).toEqual(["DOWN", "OPERATIONAL", "OPERATIONAL"]);
    expect((await readHistory(at(NOW), "2026-10", TEAM)).calendar).toBeNull();
  });

  test("of a surface that there is not is not known", async () => {
    expect((await readHistory(at(NOW), null, "no-such-surface")).isKnown).toBe(false);
    expect((await readHistory(at(NOW), null, PLAIN)).isKnown).toBe(true);
  });
});

describe("while history is not public", () => {
  const closed = (now = NOW) => at(now, { FLAG_STATUS_PUBLIC_HISTORY: "0" });
  const [OLD, RECENT] = ["inc_00001", "inc_00002"];
  const reads = async (ctx: Context) => ({
    history: (await readHistory(ctx, null)).incidents.map(({ id }) => id),
    surface: (await readSurfacePage(ctx, PLAIN)).publicHistory.incidents.map(({ id }) => id),
    old: (await readIncident(ctx, OLD)).incident?.id,
    feeds: [
      (await readFeed(ctx, "history.atom")).text,
      (await readStatuspage(ctx, "incidents.json")).text,
      (await readUptime(ctx, { days: 90, format: "json" })).text,
    ].map((text) => [OLD, RECENT].filter((id) => text.includes(id))),
  });

  beforeAll(async () => {
    await start(NOW - 80 * DAY_MS);
    const insert = `INSERT INTO status_incidents
      (id, incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'down', ?, ?)`;
    const times = [NOW - 31 * DAY_MS, NOW - 29 * DAY_MS].map((ms) => new Date(ms).toISOString());
    await database.d1.batch(
      times.map((time, i) => database.d1.prepare(insert).bind(i + 1, `ticket:${i + 1}`, PLAIN, time, time, time, time)),
    );
  });
  afterAll(() => database.stop());

  test("nothing older than 30 days is shown anywhere, and everything is where the flag is not set", async () => {
    const both = [RECENT, OLD];
    expect(await reads(at(NOW))).toEqual({
      history: both,
      surface: both,
      old: OLD,
      feeds: Array(3).fill([OLD, RECENT]),
    });
    expect(await reads(closed())).toEqual({
      history: [RECENT],
      surface: [RECENT],
      old: undefined,
      feeds: Array(3).fill([RECENT]),
    });
    const { isKnown, older } = await readHistory(closed(), "2026-09");
    expect([isKnown, older]).toEqual([false, null]);
  });

  test("bars are of 30 days, and there is no uptime in percent", async () => {
    const { bars = "", ...rest } = (await readPage(closed())).history.surfaces[PLAIN] ?? {};
    expect(parseStrip(bars)).toHaveLength(30);
    expect(Object.keys(rest)).toEqual([]);
    const { days, figures } = await readSurfacePage(closed(), PLAIN);
    expect([days.length, figures]).toEqual([30, null]);
    const { formula, surfaces } = UptimeResponse.parse(
      JSON.parse((await readUptime(closed(), { days: 90, format: "json" })).text),
    );
    expect([formula, Object.keys(surfaces[0] ?? {})]).toEqual([
      undefined,
      ["id", "display_name", "days", "incidents", "measured"],
    ]);
    expect(surfaces[0]?.days).toHaveLength(30);
    const { text } = await readUptime(closed(), { days: 90, format: "csv" });
    expect(text).toContain("2026-09-21T00:00:00Z");
    expect(text).not.toMatch(/2026-0[78]/);
  });
});
