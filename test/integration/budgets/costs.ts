import type { Context } from "@/lib/platform/context";
import { runTick } from "@/lib/services/cron";
import { readAudit } from "@/lib/services/operators/read-audit";
import { readDashboard } from "@/lib/services/operators/read-dashboard";
import { readPublicHistory, readSurfacePage } from "@/lib/services/public/read-history";
import { readHistory } from "@/lib/services/public/read-months";
import { readPage, readPublic, readSurfaces } from "@/lib/services/public/read-page";
import { startFakeServer } from "../../fakes/server";
import { startNamespace } from "../../support/namespace";
import { countingContext } from "../ops/database";
import { NOW, registryOf, type Size, startGrownDatabase } from "./grown-database";

/** Everything that reads D1 for somebody. */
const VIEWS = {
  "the front page": readPage,
  "/api/status/public": readPublic,
  "/api/status/public/surfaces, badges": readSurfaces,
  "feeds, Statuspage routes": readPublicHistory,
  "a surface's page": (ctx: Context) => readSurfacePage(ctx, "surface-1"),
  "/history": (ctx: Context) => readHistory(ctx, null),
  "/api/ops/audit": (ctx: Context) => readAudit(ctx, {}),
  "/api/ops/status": readDashboard,
} as const;

/** What D1 is asked for one view: round trips, and rows that it reads by its own count. */
type ViewCost = { trips: number; rows: number };

/** What each view, a tick of the day and the nightly one cost on a database of some size. */
export type Costs = { views: Record<ViewName, ViewCost>; tick: number; night: number };

export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

const MINUTE_MS = 60_000;
/** The next night's work, from noon on. */
const NIGHT_MS = (15 * 60 + 15) * MINUTE_MS;

/** Fills a new D1 to that size and asks it for everything; some 10 s at 23 surfaces. */
export async function measureCosts(size: Size): Promise<Costs> {
  const database = await startGrownDatabase(size);
  const namespace = await startNamespace();
  const site = await startFakeServer({ "/": { body: "ok" } });
  try {
    const registry = registryOf(size.surfaces, `${site.url}/`);
    const costAt = (now: number) => countingContext(database.d1, { STATUS_SNAPSHOT: namespace.kv }, { registry, now });
    const views = {} as Costs["views"];
    for (const name of VIEW_NAMES) {
      const { trips, rowsRead } = await costAt(NOW).measure(async (ctx) => VIEWS[name](ctx));
      views[name] = { trips, rows: rowsRead };
    }
    const tick = async (now: number) => {
      const { ctx, cost, measure } = costAt(now);
      return (await measure(() => runTick({ ...ctx, log: () => undefined }, cost))).rowsRead;
    };
    await tick(NOW); // the first one finds everything new
    return { views, tick: await tick(NOW + MINUTE_MS), night: await tick(NOW + NIGHT_MS) };
  } finally {
    await Promise.all([site.stop(), namespace.stop(), database.stop()]);
  }
}
