import type { D1Database } from "@cloudflare/workers-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/status/public/outages/route";
import { DAY_MS } from "@/lib/core/engine/periods";
import { outagesResponse } from "@/lib/output/measured";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { type JsonFeed, OutagesQuery, OutagesResponse } from "@/lib/schemas/public";
import { writeFallback } from "@/lib/services/fallback/write";
import { readFeed } from "@/lib/services/public/read-documents";
import { readSurfacePage } from "@/lib/services/public/read-history";
import { readHistory } from "@/lib/services/public/read-months";
import { readOutages } from "@/lib/services/public/read-outages";
import { readUptime } from "@/lib/services/public/read-uptime";
import { seedSurfaces } from "@/lib/services/surfaces/update";
import { intercepted, logRows, startDatabase } from "../../support/database";
import { startNamespace } from "../../support/namespace";
import { HOUR, MINUTE, t } from "../../unit/uptime/support";
import { countingContext } from "../ops/database";

const NOW = t("20 12:00");
const [APP, DOCS] = ["app-raxx-app", "docs-raxx-app"];
const [OLD, RECENT, COVERED, LASTING] = [NOW - 40 * DAY_MS, NOW - 3 * DAY_MS, NOW - 2 * DAY_MS, NOW - 20 * MINUTE];

let database: Awaited<ReturnType<typeof startDatabase>>;
let namespace: Awaited<ReturnType<typeof startNamespace>>;

const at = (env: Partial<Bindings> = {}, d1: D1Database = database.d1, now = NOW): Context => ({
  ...contextFrom({ DB: d1, STATUS_SNAPSHOT: namespace.kv, ...env } as Bindings, { waitUntil: () => {} }, now),
  log: () => {},
});
const gone = () => intercepted(database.d1, () => Promise.reject(new Error("D1_ERROR: no such database")));

beforeAll(async () => {
  [database, namespace] = await Promise.all([startDatabase(), startNamespace()]);
  await seedSurfaces(at({}, database.d1, NOW - 80 * DAY_MS));
  const times = [OLD, RECENT, COVERED].flatMap((from) => [
    { surfaceId: APP, at: from, state: "DOWN" as const },
    { surfaceId: APP, at: from + 22 * MINUTE, state: "OPERATIONAL" as const },
  ]);
  await logRows(database.d1, [...times, { surfaceId: DOCS, at: LASTING, state: "PARTIAL" }]);
  // Reported ten minutes late, and corrected since: its times cover the whole outage, of which the log knows no ticket.
  const [opened, resolved] = [COVERED - MINUTE, COVERED + HOUR].map((ms) => new Date(ms).toISOString());
  await database.d1
    .prepare(
      `INSERT INTO status_incidents (id, incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at)
       VALUES (1, 'ticket:1', ?, ?, ?, 'down', ?, ?)`,
    )
    .bind(APP, opened, resolved, resolved, resolved)
    .run();
}, 120_000);
afterAll(() => Promise.all([database.stop(), namespace.stop()]));

const startsOf = (outages: readonly { from: number }[]) => outages.map(({ from }) => from);

/** Where what is told of the app and the docs begins, by channel. */
async function readAll(ctx: Context) {
  const feed = async (surfaceId?: string) =>
    (JSON.parse((await readFeed(ctx, "feed.json", surfaceId)).text) as JsonFeed).items
      .filter(({ tags }) => tags.includes("measured"))
      .map(({ date_published }) => Date.parse(date_published));
  const uptime = JSON.parse((await readUptime(ctx, { days: 90, format: "json" })).text);
  const ofApp = uptime.surfaces.find(({ id }: { id: string }) => id === APP).measured;
  return {
    api: outagesOf(await readOutages(ctx), 90).map(({ from }) => Date.parse(from)),
    history: startsOf((await readHistory(ctx, null)).measured),
    feed: await feed(),
    feedOfApp: await feed(APP),
    pageOfApp: startsOf((await readSurfacePage(ctx, APP)).publicHistory.measured.filter((it) => it.surfaceId === APP)),
    uptimeOfApp: ofApp.map(({ from }: { from: string }) => Date.parse(from)),
  };
}

const outagesOf = (view: Awaited<ReturnType<typeof readOutages>>, days: number) =>
  OutagesResponse.parse(outagesResponse(view, days).body).outages;

const [ALL, APPS] = [
  [LASTING, RECENT, OLD],
  [RECENT, OLD],
];
const everywhere = { api: ALL, history: ALL, feed: ALL, feedOfApp: APPS, pageOfApp: APPS, uptimeOfApp: APPS };

test("every channel tells what no incident covers, newest first", async () => {
  expect(await readAll(at())).toEqual(everywhere);
});

test("so does the fallback snapshot", async () => {
  expect(await writeFallback(at())).toMatchObject({ written: 1 });
  const ctx = at({}, gone());
  expect(await readAll(ctx)).toEqual(everywhere);
  expect(outagesResponse(await readOutages(ctx), 30).body).toMatchObject({ stale: true });
});

test("nothing that is over for 30 days is told while history is not public", async () => {
  const recent = [LASTING, RECENT];
  const closed = { FLAG_STATUS_PUBLIC_HISTORY: "0" };
  const told = { api: recent, history: recent, feed: recent, feedOfApp: [RECENT], pageOfApp: [RECENT] };
  expect(await readAll(at(closed))).toEqual({ ...told, uptimeOfApp: [RECENT] });
  expect(await readAll(at(closed, gone()))).toEqual({ ...told, uptimeOfApp: [RECENT] });
});

test("the API gives surface, state, times, minutes and who found it, of as many UTC days as are asked for", async () => {
  const view = await readOutages(at());
  expect(outagesOf(view, 4)).toEqual([
    {
      ...{ surface_id: DOCS, surface_display_name: "Documentation", state: "PARTIAL", found_by: "probe" },
      ...{ from: "2026-10-20T11:40:00Z", to: null, minutes: null },
    },
    {
      ...{ surface_id: APP, surface_display_name: "Raxx App", state: "DOWN", found_by: "probe" },
      ...{ from: "2026-10-17T12:00:00Z", to: "2026-10-17T12:22:00Z", minutes: 22 },
    },
  ]);
  expect([3, 1].map((days) => outagesOf(view, days).length)).toEqual([1, 1]);
  expect(OutagesQuery.parse({})).toEqual({ days: 30 });
  for (const days of ["0", "91", "x", "1.5"]) expect(OutagesQuery.safeParse({ days }).success).toBe(false);
  expect(GET.endpoint.cache).toEqual({ maxAgeS: 300 });
});

test("costs one round trip, and a few rows for each outage", async () => {
  const { registry } = at();
  const { measure } = countingContext(database.d1, {}, { registry: [...registry.entries], now: NOW });
  const read = await measure(async (ctx) => readOutages(ctx));
  const { rowsRead: bare } = await measure((ctx) => readFeed(ctx, "history.atom"));
  const flappy = Array.from({ length: 400 }, (_, i) => ({
    ...{ surfaceId: "api-service", at: NOW - DAY_MS * 10 + i * 20 * MINUTE },
    state: i % 2 === 0 ? ("DOWN" as const) : ("OPERATIONAL" as const),
  }));
  await logRows(database.d1, flappy);
  const { rowsRead: full, trips } = await measure((ctx) => readFeed(ctx, "history.atom"));
  if (process.env.SHOW_COST) console.log({ read: read.rowsRead, bare, full });
  expect([read.trips, trips]).toEqual([1, 1]);
  expect(full - bare).toBeLessThanOrEqual(50 * 3);
});
