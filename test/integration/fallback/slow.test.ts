import { setTimeout as sleep } from "node:timers/promises";
import type { D1Database } from "@cloudflare/workers-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import type { UptimeResponse } from "@/lib/schemas/public";
import { writeFallback } from "@/lib/services/fallback/write";
import { planWindow } from "@/lib/services/maintenance/plan";
import { readBadge, readEmbed, readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readPublicHistory, readSurfacePage } from "@/lib/services/public/read-history";
import { readPage, readPublic, readSurfaces } from "@/lib/services/public/read-page";
import { readSnapshot } from "@/lib/services/public/read-snapshot";
import { readUptime } from "@/lib/services/public/read-uptime";
import { readWindows } from "@/lib/services/public/read-windows";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { slowed, startDatabase } from "../../support/database";
import { startNamespace } from "../../support/namespace";

const NOW = Date.UTC(2026, 5, 1, 12);
const SURFACE = "app-raxx-app";

/** D1 and KV in a process each, so that the one's slowness is not the other's. */
let database: Awaited<ReturnType<typeof startDatabase>>;
let namespace: Awaited<ReturnType<typeof startNamespace>>;
const logged: string[] = [];

const at = (now: number, d1: D1Database = database.d1): Context => ({
  ...contextFrom({ DB: d1, STATUS_SNAPSHOT: namespace.kv } as Bindings, { waitUntil: () => undefined }, now),
  log: (message) => logged.push(message),
});

type Read = [name: string, read: (ctx: Context) => Promise<{ stale: boolean }>];
const READS: Read[] = [
  ["the page", readPage],
  ["the feed of everything", readPublic],
  ["the surfaces alone", readSurfaces],
  ["uptime", (ctx) => readUptime(ctx, { days: 90, format: "json" })],
  ["the public history", readPublicHistory],
  ["a surface's page", (ctx) => readSurfacePage(ctx, SURFACE)],
  ["a feed", (ctx) => readFeed(ctx, "history.atom")],
  ["a badge", (ctx) => readBadge(ctx, "svg", null)],
  ["the embed", readEmbed],
  ["Statuspage", (ctx) => readStatuspage(ctx, "summary.json")],
  ["windows", readWindows],
  ["everything public", readSnapshot],
];

beforeAll(async () => {
  [database, namespace] = await Promise.all([startDatabase(), startNamespace()]);
  await seedSurfaces(at(NOW - 60_000));
  const write = { surface_id: SURFACE, state: "PARTIAL", state_source: "manual", actor: "ops" } as const;
  await updateSurface(at(NOW - 30_000), write);
  const [starts_at, ends_at] = [NOW + 3_600_000, NOW + 7_200_000];
  await planWindow(at(NOW - 30_000), { surface_ids: [SURFACE], starts_at, ends_at });
}, 60_000);
afterAll(() => Promise.all([database.stop(), namespace.stop()]));

test("A copy shows of its instant what D1 showed, to the last number", async () => {
  const live = [await readPage(at(NOW)), await readUptime(at(NOW), { days: 90, format: "json" })] as const;
  const { days } = await readSurfacePage(at(NOW), SURFACE);
  expect(await writeFallback(at(NOW))).toMatchObject({ written: 1 });
  const gone = { ...at(NOW), db: contextFrom({} as Bindings, { waitUntil: () => undefined }).db };
  const { stale: _, ...status } = (await readPage(gone)).status as (typeof live)[0]["status"];
  const surfaces = Object.entries(live[0].history.surfaces);
  // What a state rests on is in no copy.
  const known = surfaces.map(([id, { by: _by, readAt: _readAt, ...bars }]) => [id, bars]);
  expect({ ...(await readPage(gone)), status, stale: false, validUntil: null }).toEqual({
    ...live[0],
    history: { ...live[0].history, surfaces: Object.fromEntries(known) },
    validUntil: null,
    isLost: false,
  });
  const { stale, ...uptime } = JSON.parse((await readUptime(gone, { days: 90, format: "json" })).text);
  const live90 = JSON.parse(live[1].text) as UptimeResponse;
  expect([stale, uptime]).toEqual([true, live90]);
  expect((await readSurfacePage(gone, SURFACE)).days).toEqual(days);
});

const isOver = { over: true } as const;

test("Every read of a D1 that does not answer is answered from the copy, after a second, and none waits for ever", async () => {
  await writeFallback(at(NOW));
  const silent = slowed(database.d1, () => new Promise(() => undefined));
  const startedMs = performance.now();
  const reads = Promise.all(READS.map(async ([name, read]) => [name, (await read(at(NOW + 60_000, silent))).stale]));
  const first = await Promise.race([reads, sleep(15_000, isOver)]);
  expect(performance.now() - startedMs).toBeGreaterThan(950);
  expect(first).toEqual(READS.map(([name]) => [name, true]));
});

test("A D1 that takes over a second is waited for where there is no copy, and its answer is current", async () => {
  await namespace.kv.delete("last-known");
  const slow = slowed(database.d1, () => sleep(1_500));
  const { status, stale } = await readPublic(at(NOW + 60_000, slow));
  expect([stale, status.surfaces.find(({ id }) => id === SURFACE)?.state]).toEqual([false, "PARTIAL"]);
});
