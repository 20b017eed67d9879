import type { Results } from "@/db/client";
import {
  selectFirstNotesBetween,
  selectIncident,
  selectIncidentsBetween,
  selectIncidentsSince,
  selectIncidentUpdates,
  selectNeighbours,
  selectNewestBefore,
  selectUpdatesSince,
  selectWindowSurfacesSince,
  selectWindowsSince,
} from "@/db/queries/public-history";
import {
  selectDaysOfSurface,
  selectOpenTransitionsOfSurface,
  selectTransitionsOfSurface,
} from "@/db/queries/surface-days";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { Day } from "@/lib/core/uptime/days";
import { measuredOutages, type Outage } from "@/lib/core/uptime/outages";
import { summarizeDays } from "@/lib/core/uptime/packed-days";
import { reachVerdict } from "@/lib/core/verdict";
import type { FallbackView } from "@/lib/output/fallback";
import {
  type HistoryIncident,
  type HistoryLine,
  type PublicHistory,
  projectHistory,
  publicIncidentId,
  toLine,
} from "@/lib/output/incidents";
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
import { buildHistories, buildTimelines, isHistoryPublic, publicHistoryDays, shownDays } from "./build-histories";
import { clockSteps, showSurfaces } from "./read-surfaces";

/** How many of the resolved incidents are listed: the newest of all, and of each surface, whatever the others have. */
const OF_ALL = 200;
const OF_EACH_SURFACE = 50;

/** The data of feeds, calendars and the Statuspage API, and when the clock will next change it. */
type PublicHistoryView = Freshness & { publicHistory: PublicHistory };

/**
 * The public history, with one surface's last days, its uptime over them (null while that is not public), and the outages that
 * only monitoring has seen (null where the log can't be read).
 */
type SurfacePageView = PublicHistoryView & {
  days: readonly Day[];
  figures: UptimeFigures | null;
  measured: readonly Outage[] | null;
};

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
      const { from } = shownDays(ctx);
      const [surfaces, packed, open, logged, ...rows] = await loadSurfaces(
        ctx,
        selectDaysOfSurface(ctx.db, surfaceId),
        selectOpenTransitionsOfSurface(ctx.db, surfaceId, from),
        selectTransitionsOfSurface(ctx.db, surfaceId, from),
        ...publicHistoryStatements(ctx),
      );
      const days = buildHistories(ctx, surfaces, { packed, open }).get(surfaceId) ?? [];
      const measured = measuredOutages(buildTimelines(ctx, surfaces, logged).get(surfaceId) ?? []);
      return { ...toView(ctx, surfaces, rows), days, figures: publicFigures(ctx, days), measured };
    },
    (known) => {
      const days = known.days.get(surfaceId) ?? [];
      return { ...fallbackView(known), days, figures: publicFigures(ctx, days), measured: null };
    },
  );

const publicFigures = (ctx: Context, days: readonly Day[]): UptimeFigures | null =>
  isHistoryPublic(ctx) ? toFigures(summarizeDays(days)) : null;

const fallbackView = ({ publicHistory, validUntil }: FallbackView) => ({ publicHistory, validUntil });

/** When public history begins (epoch ms). */
const historyBegin = (ctx: Context): number => ctx.now - publicHistoryDays(ctx) * DAY_MS;

/** The statements that the public past is built from, for one batch. */
export function publicHistoryStatements(ctx: Context) {
  const { db } = ctx;
  const since = historyBegin(ctx);
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

/** One incident; null where there is none, or none that is public; and the public ids of those before and after it. `now` is the instant that it shows. */
type IncidentView = Freshness & {
  incident: HistoryIncident | null;
  previous: string | null;
  next: string | null;
  now: number;
};

/** An incident by its public id, however old (contract §10.3): one D1 round trip. */
export const readIncident = (ctx: Context, id: string) =>
  readOrFallback<IncidentView>(
    ctx,
    async () => {
      const { db, now, registry } = ctx;
      const key = toKey(id);
      const ids = registry.entries.map((entry) => entry.id);
      const [loaded, rows, words, beside] = await loadSurfaces(
        ctx,
        selectIncident(db, key),
        selectIncidentUpdates(db, key),
        selectNeighbours(db, key, ids),
      );
      const [incident = null] = projectSettled(ctx, loaded, rows, words);
      const { validUntil } = showSurfaces(ctx, loaded);
      const isShown =
        incident?.id === id && (isHistoryPublic(ctx) || (incident.resolvedAt ?? now) >= historyBegin(ctx));
      const neighbours = beside.flatMap((row) => row.id ?? []);
      return { incident: isShown ? incident : null, ...findBeside(neighbours, key), now, validUntil };
    },
    ({ publicHistory: { incidents, now }, validUntil }) => ({
      incident: incidents.find((incident) => incident.id === id) ?? null,
      ...findBeside(
        incidents.map((incident) => toKey(incident.id)),
        toKey(id),
      ),
      now,
      validUntil,
    }),
  );

const toKey = (id: string): number => Number(id.replace("inc_", ""));

/** The nearest of some ids on either side of one. */
function findBeside(ids: readonly number[], key: number): Pick<IncidentView, "previous" | "next"> {
  const nearest = (found: number) => (Number.isFinite(found) ? publicIncidentId(found) : null);
  return {
    previous: nearest(Math.max(...ids.filter((id) => id < key))),
    next: nearest(Math.min(...ids.filter((id) => id > key))),
  };
}

const MONTHS = 4;
/** Beyond so many incidents the list ends with the month that it has reached; the rest is behind the link to older ones. */
const HISTORY_INCIDENTS = 1000;

/**
 * Some months of incidents, newest first, and the month (`2026-08`) before which there are more; null where there are none.
 * `isKnown` is false for a month to come, and for one before which nothing happened; `isPartial` is true where the fallback
 * snapshot does not go back as far as these months do.
 */
type HistoryView = Freshness & {
  incidents: readonly HistoryLine[];
  /** The months that it goes over, as `2026-11`, newest first; none to come. */
  months: readonly string[];
  older: string | null;
  isKnown: boolean;
  isPartial: boolean;
  now: number;
};

/**
 * The incidents of four UTC months, up to now or before a month (`2026-11`), archived ones too; while history is not public those
 * that are open or were resolved within 30 days (contract §10.3). One D1 round trip.
 */
export const readHistory = (ctx: Context, before: string | null) =>
  readOrFallback<HistoryView>(
    ctx,
    async () => {
      if (!isHistoryPublic(ctx)) return readRecent(ctx, before);
      const { db, now } = ctx;
      const [from, to] = stretch(before, now);
      const span = { from, to, most: HISTORY_INCIDENTS };
      const [loaded, rows, notes, olderRows] = await loadSurfaces(
        ctx,
        selectIncidentsBetween(db, span),
        selectFirstNotesBetween(db, from, to),
        selectNewestBefore(db, span),
      );
      const newest = olderRows
        .flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt]))
        .sort()
        .at(-1);
      const incidents = projectSettled(ctx, loaded, rows, notes).map(toLine);
      const older = newest === undefined ? null : toMonth(monthStart(Date.parse(newest), 1));
      const isKnown = before === null || (before <= toMonth(now) && (incidents.length > 0 || older !== null));
      const { validUntil } = showSurfaces(ctx, loaded);
      return { incidents, months: monthsIn(from), older, isKnown, isPartial: false, now, validUntil };
    },
    ({ publicHistory: { incidents, now }, heldFrom, validUntil }) => {
      const [from, to] = stretch(before, now);
      const shown = incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      const isKnown = before === null || before <= toMonth(now);
      const older = heldFrom < to ? toMonth(from) : null;
      const isPartial = from < heldFrom;
      return { incidents: shown.map(toLine), months: monthsIn(from), older, isKnown, isPartial, now, validUntil };
    },
  );

async function readRecent(ctx: Context, before: string | null) {
  const { db, now } = ctx;
  const since = historyBegin(ctx);
  const [loaded, rows] = await loadSurfaces(ctx, selectIncidentsSince(db, since));
  const incidents = projectSettled(ctx, loaded, rows, []).map(toLine);
  const months = [...new Set([toMonth(now), toMonth(since)])];
  const { validUntil } = showSurfaces(ctx, loaded);
  return { incidents, months, older: null, isKnown: before === null, isPartial: false, now, validUntil };
}

/** Four whole months before `before`, or this month so far and the three before it. */
function stretch(before: string | null, now: number): [from: number, to: number] {
  const to = before === null ? monthStart(now, 1) : Date.parse(`${before}-01T00:00:00Z`);
  return [monthStart(to, -MONTHS), to];
}

const monthsIn = (from: number): string[] =>
  Array.from({ length: MONTHS }, (_, i) => toMonth(monthStart(from, MONTHS - 1 - i)));

function monthStart(at: number, months: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}

const toMonth = (at: number): string => new Date(at).toISOString().slice(0, 7);
