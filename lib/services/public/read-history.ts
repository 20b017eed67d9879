import type { Results } from "@/db/client";
import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/maintenance-windows";
import { selectIncidentsSince, selectRevisionsSince, selectUpdatesSince } from "@/db/queries/public-history";
import { selectDaysOfSurface, selectOpenTransitionsOfSurface } from "@/db/queries/surface-days";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { Day } from "@/lib/core/uptime/days";
import { summarizeDays } from "@/lib/core/uptime/packed-days";
import { reachVerdict } from "@/lib/core/verdict";
import type { FallbackView } from "@/lib/output/fallback";
import { type HistoryIncident, type PublicHistory, projectHistory } from "@/lib/output/incidents";
import { teamSurfaces } from "@/lib/output/page-layout";
import type { Freshness } from "@/lib/output/responses";
import { settleIncidents } from "@/lib/output/settled-incidents";
import { overallStatus } from "@/lib/output/surfaces";
import { toFigures } from "@/lib/output/uptime";
import { projectWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { UptimeFigures } from "@/lib/schemas/public";
import { readOrFallback } from "@/lib/services/fallback/read";
import { type LoadedSurfaces, loadSurfaces } from "@/lib/services/surfaces/load";
import { buildHistories, isHistoryPublic, publicHistoryDays, shownDays } from "./build-histories";
import { buildOutages, measuredOfFeed, measuredStatement } from "./build-outages";
import { clockSteps, showSurfaces } from "./read-page";

/** How many of the resolved incidents are listed: the newest of all, and of each surface, whatever the others have. */
const OF_ALL = 200;
const OF_EACH_SURFACE = 50;

/** The data of feeds, calendars and the Statuspage API, and when the clock will next change it. */
type PublicHistoryView = Freshness & { publicHistory: PublicHistory };

/** The public history, with one surface's last days, and its uptime over them (null while that is not public). */
type SurfacePageView = PublicHistoryView & { days: readonly Day[]; figures: UptimeFigures | null };

/** For feeds, calendars and the Statuspage API, the newest measured outages of all surfaces or of one: one D1 round trip. */
export const readPublicHistory = (ctx: Context, surfaceId?: string) =>
  readOrFallback<PublicHistoryView>(
    ctx,
    async () => {
      const [surfaces, ...rows] = await loadSurfaces(
        ctx,
        ...publicHistoryStatements(ctx, measuredOfFeed(ctx, surfaceId)),
      );
      return toView(ctx, surfaces, rows, surfaceId);
    },
    fallbackView,
  );

/** A surface's own page: its history and days, in one D1 round trip. */
export const readSurfacePage = (ctx: Context, surfaceId: string) =>
  readOrFallback<SurfacePageView>(
    ctx,
    async () => {
      const { from } = shownDays(ctx);
      const [surfaces, packed, open, ...rows] = await loadSurfaces(
        ctx,
        selectDaysOfSurface(ctx.db, surfaceId),
        selectOpenTransitionsOfSurface(ctx.db, surfaceId, from),
        ...publicHistoryStatements(ctx, measuredStatement(ctx, surfaceId)),
      );
      const days = buildHistories(ctx, surfaces, { packed, open }).get(surfaceId) ?? [];
      return { ...toView(ctx, surfaces, rows, surfaceId), days, figures: publicFigures(ctx, days) };
    },
    (known) => {
      const days = known.days.get(surfaceId) ?? [];
      return { ...fallbackView(known), days, figures: publicFigures(ctx, days) };
    },
  );

const publicFigures = (ctx: Context, days: readonly Day[]): UptimeFigures | null =>
  isHistoryPublic(ctx) ? toFigures(summarizeDays(days)) : null;

const fallbackView = ({ publicHistory, validUntil }: FallbackView) => ({ publicHistory, validUntil });

/** When public history begins (epoch ms). */
export const historyBegin = (ctx: Context): number => ctx.now - publicHistoryDays(ctx) * DAY_MS;

/** The statements that the public past is built from, for one batch; `measured` is the last of them. */
export function publicHistoryStatements(ctx: Context, measured = measuredStatement(ctx)) {
  const { db } = ctx;
  const since = historyBegin(ctx);
  return [
    selectIncidentsSince(db, since),
    selectUpdatesSince(db, since),
    selectRevisionsSince(db, since),
    selectWindowsSince(db, since),
    selectWindowSurfacesSince(db, since),
    measured,
  ] as const;
}

type Rows = Results<ReturnType<typeof publicHistoryStatements>>;

/** The public history from the rows of those statements, and what the clock has changed since they were stored; `surfaceId` where the measured rows are of one. */
export function projectPast(
  ctx: Context,
  loaded: LoadedSurfaces,
  rows: Rows,
  surfaceId?: string,
): Pick<PublicHistory, "incidents" | "windows" | "measured"> {
  const { now, registry } = ctx;
  const [incidents, updates, revisions, windows, onSurfaces, measured] = rows;
  return {
    incidents: projectSettled(ctx, loaded, { rows: listed(incidents), updates, revisions }),
    windows: projectWindows(windows, onSurfaces, registry.displayName, now),
    measured: buildOutages(ctx, loaded, { measured, incidents: { rows: incidents, updates }, surfaceId }),
  };
}

/** Every open incident, the newest of all, and the newest of each surface, each with all of its rows; in their order, newest first. */
function listed(incidents: readonly IncidentRow[]): IncidentRow[] {
  const perSurface = new Map<string, number>();
  const kept = new Set<number>();
  for (const [i, { incident, surfaceId, resolvedAt }] of incidents.entries()) {
    const place = perSurface.get(surfaceId) ?? 0;
    perSurface.set(surfaceId, place + 1);
    if (resolvedAt === null || i < OF_ALL || place < OF_EACH_SURFACE) kept.add(incident);
  }
  return incidents.filter(({ incident }) => kept.has(incident));
}

type IncidentRow = Rows[0][number];
type Stored = { rows: readonly IncidentRow[]; updates: readonly Rows[1][number][]; revisions: Rows[2] };

/** Incidents with what the clock has changed since they were stored. */
export function projectSettled(
  ctx: Context,
  loaded: LoadedSurfaces,
  { rows, updates, revisions }: Stored,
): HistoryIncident[] {
  const settled = settleIncidents(rows, updates, clockSteps(ctx, loaded));
  return projectHistory(settled.rows, { updates: settled.updates, revisions }, ctx.registry.displayName);
}

function toView(ctx: Context, loaded: LoadedSurfaces, rows: Rows, surfaceId?: string) {
  const { surfaces, validUntil } = showSurfaces(ctx, loaded);
  const verdict = reachVerdict(surfaces, teamSurfaces(ctx.registry)).state;
  const publicHistory = {
    now: ctx.now,
    overall: overallStatus(surfaces),
    verdict,
    surfaces,
    ...projectPast(ctx, loaded, rows, surfaceId),
  };
  return { publicHistory, validUntil };
}
