import type { Results } from "@/db/client";
import {
  selectIncident,
  selectIncidentsBetween,
  selectIncidentsSince,
  selectIncidentUpdates,
  selectNewestBefore,
  selectUpdatesSince,
  selectWindowSurfacesSince,
  selectWindowsSince,
} from "@/db/queries/public-history";
import { selectDaysOfSurface, selectOpenTransitionsOfSurface } from "@/db/queries/surface-days";
import { DAY_MS, HISTORY_DAYS } from "@/lib/core/engine/periods";
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
import { buildHistories, shownDays } from "./build-histories";
import { clockSteps, showSurfaces } from "./read-surfaces";

/** How many of the resolved incidents are listed: the newest of all, and of each surface, whatever the others have. */
const OF_ALL = 200;
const OF_EACH_SURFACE = 50;

/** The data of feeds, calendars and the Statuspage API, and when the clock will next change it. */
type PublicHistoryView = Freshness & { publicHistory: PublicHistory };

/** The public history, with one surface's last 90 days and its uptime over them. */
type SurfacePageView = PublicHistoryView & { days: readonly Day[]; figures: UptimeFigures };

/** One D1 round trip. */
export const readPublicHistory = (ctx: Context) =>
  readOrFallback<PublicHistoryView>(
    ctx,
    async () => {
      const [surfaces, ...rows] = await loadSurfaces(ctx, ...publicHistoryStatements(ctx));
      return toView(ctx, surfaces, rows);
    },
    fallbackView,
  );

/** A surface's own page: its history and days, in one D1 round trip. */
export const readSurfacePage = (ctx: Context, surfaceId: string) =>
  readOrFallback<SurfacePageView>(
    ctx,
    async () => {
      const [surfaces, packed, open, ...rows] = await loadSurfaces(
        ctx,
        selectDaysOfSurface(ctx.db, surfaceId),
        selectOpenTransitionsOfSurface(ctx.db, surfaceId, shownDays(ctx).from),
        ...publicHistoryStatements(ctx),
      );
      const days = buildHistories(ctx, surfaces, { packed, open }).get(surfaceId) ?? [];
      return { ...toView(ctx, surfaces, rows), days, figures: toFigures(summarizeDays(days)) };
    },
    (known) => {
      const days = known.days.get(surfaceId) ?? [];
      return { ...fallbackView(known), days, figures: toFigures(summarizeDays(days)) };
    },
  );

const fallbackView = ({ publicHistory, validUntil }: FallbackView) => ({ publicHistory, validUntil });

/** The statements that the past 90 days are built from, for one batch. */
export function publicHistoryStatements({ db, now }: Context) {
  const since = now - HISTORY_DAYS * DAY_MS;
  return [
    selectIncidentsSince(db, since),
    selectUpdatesSince(db, since),
    selectWindowsSince(db, since),
    selectWindowSurfacesSince(db, since),
  ] as const;
}

type Rows = Results<ReturnType<typeof publicHistoryStatements>>;

/** The public history from the rows of those statements, and what the clock has changed since they were stored. */
export function projectPast(
  ctx: Context,
  loaded: LoadedSurfaces,
  rows: Rows,
): Pick<PublicHistory, "incidents" | "windows"> {
  const { now, registry } = ctx;
  const [incidents, updates, windows, onSurfaces] = rows;
  return {
    incidents: projectSettled(ctx, loaded, listed(incidents), updates),
    windows: projectWindows(windows, onSurfaces, registry.displayName, now),
  };
}

/** Every open incident, the newest of all, and the newest of each surface; in their order, newest first. */
function listed(incidents: readonly IncidentRow[]): IncidentRow[] {
  const perSurface = new Map<string, number>();
  return incidents.filter(({ surfaceId, resolvedAt }, i) => {
    const place = perSurface.get(surfaceId) ?? 0;
    perSurface.set(surfaceId, place + 1);
    return resolvedAt === null || i < OF_ALL || place < OF_EACH_SURFACE;
  });
}

type IncidentRow = Rows[0][number];
type UpdateRow = Rows[1][number];

function projectSettled(
  ctx: Context,
  loaded: LoadedSurfaces,
  incidents: readonly IncidentRow[],
  updates: readonly UpdateRow[],
): HistoryIncident[] {
  const settled = settleIncidents(incidents, updates, clockSteps(ctx, loaded));
  return projectHistory(settled.rows, settled.updates, ctx.registry.displayName);
}

function toView(ctx: Context, loaded: LoadedSurfaces, rows: Rows) {
  const { surfaces, validUntil } = showSurfaces(ctx, loaded);
  const verdict = reachVerdict(surfaces, teamSurfaces(ctx.registry)).state;
  const publicHistory = {
    now: ctx.now,
    overall: overallStatus(surfaces),
    verdict,
    surfaces,
    ...projectPast(ctx, loaded, rows),
  };
  return { publicHistory, validUntil };
}

/** One incident; null where there is none, or none that is public. `now` is the instant that it shows. */
type IncidentView = Freshness & { incident: HistoryIncident | null; now: number };

/** An incident by its public id, however old (contract §10.3): one D1 round trip. */
export const readIncident = (ctx: Context, id: string) =>
  readOrFallback<IncidentView>(
    ctx,
    async () => {
      const { db, now } = ctx;
      const key = Number(id.replace("inc_", ""));
      const [loaded, rows, words] = await loadSurfaces(ctx, selectIncident(db, key), selectIncidentUpdates(db, key));
      const [incident = null] = projectSettled(ctx, loaded, rows, words);
      const { validUntil } = showSurfaces(ctx, loaded);
      return { incident: incident?.id === id ? incident : null, now, validUntil };
    },
    ({ publicHistory: { incidents, now }, validUntil }) => ({
      incident: incidents.find((incident) => incident.id === id) ?? null,
      now,
      validUntil,
    }),
  );

const MONTHS = 4;
/** Beyond so many incidents the list ends with the month that it has reached; the rest is behind the link to older ones. */
const HISTORY_INCIDENTS = 1000;

/**
 * Some months of incidents, newest first, and the month (`2026-08`) before which there are more; null where there are none.
 * `isKnown` is false for a month to come, and for one before which nothing happened; `isPartial` is true where the fallback
 * snapshot does not go back as far as these months do.
 */
type HistoryView = Freshness & {
  incidents: readonly HistoryIncident[];
  older: string | null;
  isKnown: boolean;
  isPartial: boolean;
  now: number;
};

/** The incidents of four UTC months, up to now or before a month (`2026-11`), archived ones too (contract §10.3): one D1 round trip. */
export const readHistory = (ctx: Context, before: string | null) =>
  readOrFallback<HistoryView>(
    ctx,
    async () => {
      const { db, now } = ctx;
      const [from, to] = stretch(before, now);
      const span = { from, to, most: HISTORY_INCIDENTS };
      const [loaded, rows, olderRows] = await loadSurfaces(
        ctx,
        selectIncidentsBetween(db, span),
        selectNewestBefore(db, span),
      );
      const newest = olderRows
        .flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt]))
        .sort()
        .at(-1);
      const incidents = projectSettled(ctx, loaded, rows, []);
      const older = newest === undefined ? null : toMonth(monthStart(Date.parse(newest), 1));
      const isKnown = before === null || (before <= toMonth(now) && (incidents.length > 0 || older !== null));
      const { validUntil } = showSurfaces(ctx, loaded);
      return { incidents, older, isKnown, isPartial: false, now, validUntil };
    },
    ({ publicHistory: { incidents, now }, heldFrom, validUntil }) => {
      const [from, to] = stretch(before, now);
      const shown = incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      const isKnown = before === null || before <= toMonth(now);
      const older = heldFrom < to ? toMonth(from) : null;
      return { incidents: shown, older, isKnown, isPartial: from < heldFrom, now, validUntil };
    },
  );

/** Four whole months before `before`, or this month so far and the three before it. */
function stretch(before: string | null, now: number): [from: number, to: number] {
  const to = before === null ? monthStart(now, 1) : Date.parse(`${before}-01T00:00:00Z`);
  return [monthStart(to, -MONTHS), to];
}

function monthStart(at: number, months: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}

const toMonth = (at: number): string => new Date(at).toISOString().slice(0, 7);
