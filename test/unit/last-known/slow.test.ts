import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/env";
import { writeFallback } from "@/lib/services/fallback/write";
import { planWindow } from "@/lib/services/maintenance/plan";
import { readBadge, readEmbed, readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readPublicHistory, readSurfacePage } from "@/lib/services/public/read-history";
import { readPage, readPublic } from "@/lib/services/public/read-page";
import { readSurfaces } from "@/lib/services/public/read-surfaces";
import { readUptime } from "@/lib/services/public/read-uptime";
import { readWindows } from "@/lib/services/public/read-windows";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { startDatabase } from "../uptime/database";
import { startNamespace } from "./namespace";

const NOW = Date.UTC(2026, 5, 1, 12);
const SURFACE = "app-raxx-app";

/** D1 and KV in a process each, so that the one's slowness is not the other's. */
let database: Awaited<ReturnType<typeof startDatabase>>;
let namespace: Awaited<ReturnType<typeof startNamespace>>;
const logged: string[] = [];

const at = (now: number): Context => ({
  ...contextFrom({ DB: database.d1, STATUS_SNAPSHOT: namespace.kv } as Bindings, { waitUntil: () => undefined }, now),
  log: (message) => logged.push(message),
});

const counting = (rows: number) =>
  `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) SELECT count(*) FROM n) > 0`;

/** How long D1 counts to a million when nobody disturbs it: a busy machine only makes it slower. */
async function measureMillion(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const startedMs = performance.now();
    await database.d1.prepare(`SELECT 1 WHERE ${counting(1_000_000)}`).all();
    times.push(performance.now() - startedMs);
  }
  return Math.min(...times);
}

/** A table becomes a view that takes D1 two seconds to answer. */
async function slowDown(table: string): Promise<void> {
  const rows = Math.round(2_000_000_000 / (await measureMillion()));
  await database.d1.exec(`ALTER TABLE ${table} RENAME TO quick`);
  await database.d1.exec(`CREATE VIEW ${table} AS SELECT * FROM quick WHERE ${counting(rows)}`);
}

async function speedUp(table: string): Promise<void> {
  await database.d1.exec(`DROP VIEW ${table}`);
  await database.d1.exec(`ALTER TABLE quick RENAME TO ${table}`);
}

type Read = [name: string, read: (ctx: Context) => Promise<{ stale: boolean }>];
const READS: Read[] = [
  ["the page", readPage],
  ["the feed of everything", readPublic],
  ["the surfaces alone", readSurfaces],
  ["uptime", (ctx) => readUptime(ctx, { days: 90, format: "json" })],
  ["the chronicle", readPublicHistory],
  ["a surface's page", (ctx) => readSurfacePage(ctx, SURFACE)],
  ["a feed", (ctx) => readFeed(ctx, "history.atom")],
  ["a badge", (ctx) => readBadge(ctx, "svg", null)],
  ["the embed", readEmbed],
  ["Statuspage", (ctx) => readStatuspage(ctx, "summary.json")],
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

describe("a copy", () => {
  test("says of its instant what D1 said, to the last number", async () => {
    const live = [await readPage(at(NOW)), await readUptime(at(NOW), { days: 90, format: "json" })] as const;
    const { days } = await readSurfacePage(at(NOW), SURFACE);
    expect(await writeFallback(at(NOW))).toMatchObject({ written: 1 });
    const gone = { ...at(NOW), db: contextFrom({} as Bindings, { waitUntil: () => undefined }).db };
    const { stale: _, ...status } = (await readPage(gone)).status as (typeof live)[0]["status"];
    expect({ ...(await readPage(gone)), status, stale: false, validUntil: null }).toEqual({
      ...live[0],
      validUntil: null,
    });
    const { stale, ...uptime } = JSON.parse((await readUptime(gone, { days: 90, format: "json" })).text);
    expect([stale, uptime]).toEqual([true, JSON.parse(live[1].text)]);
    expect((await readSurfacePage(gone, SURFACE)).days).toEqual(days);
  });
});

describe.each([
  ["surface_state", READS],
  ["maintenance_windows", [["windows", readWindows]] satisfies Read[]],
])("D1 that takes seconds to answer of %s", (table, reads) => {
  beforeAll(async () => {
    await writeFallback(at(NOW));
    await slowDown(table);
  }, 30_000);
  afterAll(() => speedUp(table));

  test.each(reads)(
    "%s is answered from the copy in about a second",
    async (_name, read) => {
      const startedMs = performance.now();
      const { stale } = await read(at(NOW + 60_000));
      const ms = performance.now() - startedMs;
      await database.d1.prepare("SELECT 1").all(); // what was given up has ended
      expect(performance.now() - startedMs).toBeGreaterThan(1_200);
      expect(stale).toBe(true);
      expect(ms).toBeLessThan(2_300); // 1 s for D1, at most half for KV, and what a busy machine adds
    },
    30_000,
  );
});

describe("D1 that takes seconds to answer where there is no copy", () => {
  beforeAll(() => slowDown("surface_state"), 30_000);

  test("is waited for a little longer, and what it says is current", async () => {
    await namespace.kv.delete("last-known");
    const { status, stale } = await readPublic(at(NOW + 60_000));
    expect([stale, status.surfaces.find(({ id }) => id === SURFACE)?.state]).toEqual([false, "PARTIAL"]);
  }, 30_000);
});
