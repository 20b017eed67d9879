import { globSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type operatorPage, readPageRequest } from "@/app/_ops/operator-page";
import type { Context } from "@/lib/platform/context";
import { CACHE_LIFE } from "@/lib/server/cache/cache-headers";
import { readIncidents } from "@/lib/services/incidents/list";
import { readOpsWindows } from "@/lib/services/maintenance/list";
import { readAudit, streamAuditCsv } from "@/lib/services/operators/read-audit";
import { readChecks, readConfiguration } from "@/lib/services/operators/read-checks";
import { readDashboard } from "@/lib/services/operators/read-dashboard";
import { readPageAt } from "@/lib/services/operators/read-page-at";
import { readActions } from "@/lib/services/operators/run-and-acknowledge";
import { readWindows } from "@/lib/services/public/read-windows";
import { inRoot } from "../../../scripts/root";
import { countingContext, NOW, ROWS, startFullDatabase, timeOf } from "./database";

let database: Awaited<ReturnType<typeof startFullDatabase>>;
let measure: ReturnType<typeof countingContext>["measure"];
beforeAll(async () => {
  database = await startFullDatabase();
  measure = countingContext(database.d1).measure;
}, 120_000);
afterAll(() => database.stop());

const DAY_MS = 86_400_000;
type Read = (ctx: Context) => Promise<unknown>;

const VIEWS: [name: string, read: Read, rows: number][] = [
  ["the board", readDashboard, 3_600],
  ["the newest page of the log", (ctx) => readAudit(ctx, {}), 60],
  ["a page in the midst of the log", (ctx) => readAudit(ctx, { before: ROWS / 2 }), 60],
  ["the last page of the log", (ctx) => readAudit(ctx, { before: 20 }), 60],
  ["one surface's rows", (ctx) => readAudit(ctx, { surface: "surface-7" }), 120],
  ["an operator's rows", (ctx) => readAudit(ctx, { actor: "operator:ops@raxx.app" }), 120],
  [
    "an operator's rows of one source",
    (ctx) => readAudit(ctx, { actor: "operator:ops@raxx.app", source: "manual" }),
    120,
  ],
  ["a source's rows", (ctx) => readAudit(ctx, { source: "manual" }), 120],
  ["nobody's rows", (ctx) => readAudit(ctx, { actor: "nobody" }), 10],
  ["a day's rows", (ctx) => readAudit(ctx, { from: timeOf(ROWS / 2), to: timeOf(ROWS / 2) + DAY_MS }), 300],
  [
    "a surface's rows of a day",
    (ctx) => readAudit(ctx, { surface: "surface-3", from: timeOf(ROWS / 2), to: timeOf(ROWS / 2) + DAY_MS }),
    60,
  ],
  ["the rows of a day without any", (ctx) => readAudit(ctx, { from: 0, to: DAY_MS }), 10],
  ["the newest incidents", (ctx) => readIncidents(ctx, {}), 3_000],
  ["a surface's incidents", (ctx) => readIncidents(ctx, { surface: "surface-3" }), 3_000],
  ["the page of just now", (ctx) => readPageAt(ctx, NOW - 1_000), 4_000],
  ["the page of a year ago", (ctx) => readPageAt(ctx, NOW - 365 * DAY_MS), 6_000],
  ["the page before the log begins", (ctx) => readPageAt(ctx, timeOf(0) - DAY_MS), 6_000],
  ["alerts and checks", (ctx) => readChecks(ctx, CACHE_LIFE), 400],
  ["windows", readWindows, 10],
  ["windows as their planners see them", readOpsWindows, 10],
  ["what operators did", (ctx) => readActions(ctx), 110],
];

describe("what a view costs of D1, over a log of 30,000 rows", () => {
  test.each(VIEWS)("%s: one round trip", async (name, read, rows) => {
    const { trips, rowsRead, ms } = await measure(read);
    if (process.env.SHOW_COST) console.log(`${name}: ${rowsRead} rows, ${ms} ms`);
    expect([trips, rowsRead <= rows ? "few rows" : rowsRead]).toEqual([1, "few rows"]);
  });

  test.each(globSync("app/ops/**/page.tsx", { cwd: inRoot() }))("%s reads once", async (file) => {
    const { default: page }: { default: ReturnType<typeof operatorPage> } = await import(inRoot(file));
    const query = file.includes("ops/at/") ? { time: new Date(NOW - 1_000).toISOString() } : {};
    const id = file.includes("incidents/") ? "inc_00007" : "surface-7";
    const { trips } = await measure(async (ctx) => page.definition.load(readPageRequest(ctx, { id }, query)));
    expect(trips).toBe(file.includes("configuration") ? 0 : 1);
  });

  test("configuration: none", async () => {
    const { trips, result } = await measure(async (ctx) => readConfiguration(ctx));
    expect(trips).toBe(0);
    expect(result.items.find(({ name }) => name === "STATUS_SNAPSHOT")?.status).toBe("missing");
  });
});

describe("the log", () => {
  test("is paged without a gap or a repetition, also while rows are written", async () => {
    const filter = { source: "manual" as const, limit: 70 };
    const ids: number[] = [];
    let before: number | undefined;
    for (;;) {
      const { result } = await measure((ctx) => readAudit(ctx, { ...filter, before }));
      ids.push(...result.rows.map(({ id }) => id));
      if (result.next === null) break;
      before = Number(result.next);
    }
    expect(ids).toEqual(Array.from({ length: ROWS / 500 }, (_, i) => ROWS - i * 500));
  });

  test("is written as CSV to its last row, and no cell begins a formula", async () => {
    const { ctx } = countingContext(database.d1);
    const text = await new Response(streamAuditCsv(ctx, {})).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(ROWS + 1);
    expect(lines[1]).toMatch(/^30000,/);
    expect(text).toContain(",'=1+1,");
    expect(text).not.toContain(",=1+1,");
  });

  test("says what the page said at each of its turns", async () => {
    for (const id of [24, 5_000, 17_777, ROWS - 1]) {
      const surface = `surface-${(id - 1) % 23}`;
      const state = ["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"][Math.floor((id - 1) / 23) % 4];
      const { result } = await measure((ctx) => readPageAt(ctx, timeOf(id)));
      expect(result.surfaces.find((each) => each.id === surface)).toMatchObject({ state, audit_id: id });
    }
  });
});
