import { selectMemoryRow } from "@/db/queries/ops-memory";
import {
  selectIncidentsBetween,
  selectIncidentsSince,
  selectNewestBefore,
  selectRevisionsSince,
  selectTellingUpdatesBetween,
  selectUpdatesSince,
} from "@/db/queries/public-history";
import type { Day } from "@/lib/core/uptime/days";
import type { FallbackView } from "@/lib/output/fallback";
import { type HistoryLine, partOn, toLine } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";
import type { Freshness } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import type { Delays } from "@/lib/schemas/public";
import { readOrFallback } from "@/lib/services/fallback/read";
import { DELAYS_KEY, toDelays } from "@/lib/services/notices/delays";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { buildCalendar, type Calendar } from "./build-calendar";
import { buildHistories, historyStatements, isHistoryPublic } from "./build-histories";
import { buildOutages, measuredStatement } from "./build-outages";
import { historyBegin, projectSettled } from "./read-history";
import { showSurfaces } from "./read-page";

const MONTHS = 4;
/** Beyond so many incidents the list ends with the month that it has reached; the rest is behind the link to older ones. */
const HISTORY_INCIDENTS = 1000;

/**
 * Some months of incidents and of measured outages, newest first, and the month (`2026-08`) before which there are more; null where there are none.
 * `isKnown` is false for a month to come, one before which nothing happened, and a surface that there is not; `isPartial` is true where the fallback
 * snapshot does not go back as far as these months do, and `isLost` where there is no snapshot either.
 */
type HistoryView = Freshness & {
  incidents: readonly HistoryLine[];
  measured: readonly MeasuredOutage[];
  /** The days of the bars; null in an older part. */
  calendar: Calendar | null;
  /** The months that it goes over, as `2026-11`, newest first; none to come. */
  months: readonly string[];
  older: string | null;
  isKnown: boolean;
  isPartial: boolean;
  isLost: boolean;
  /** How fast subscribers were told; null where that is not known. */
  delays: Delays;
  now: number;
};

/**
 * The incidents of four UTC months, up to now or before a month (`2026-11`), archived ones too, of all surfaces or of one; while history is not public those
 * that are open or were resolved within 30 days (contract §10.3). With them what monitoring alone has found in the days of the bars. One D1 round trip.
 */
export async function readHistory(
  ctx: Context,
  before: string | null,
  surfaceId: string | null = null,
): Promise<HistoryView> {
  const isOpen = isHistoryPublic(ctx);
  const live = () => (isOpen ? readMonths(ctx, before) : readRecent(ctx, before));
  const { days, ...view } = await readOrFallback<MonthsView>(ctx, live, (known) => fallbackMonths(known, before));
  const calendar = before === null ? buildCalendar(ctx, days, surfaceId) : null;
  if (surfaceId === null) return { ...view, calendar };
  return {
    ...view,
    calendar,
    incidents: view.incidents.filter((it) => partOn(it, surfaceId) !== undefined),
    measured: view.measured.filter((it) => it.surfaceId === surfaceId),
    isKnown: view.isKnown && ctx.registry.find(surfaceId) !== null,
  };
}

/** The same of all surfaces, with each one's days. */
type MonthsView = Omit<HistoryView, "calendar"> & { days: ReadonlyMap<string, readonly Day[]> };

async function readMonths(ctx: Context, before: string | null): Promise<Omit<MonthsView, "stale">> {
  const { db, now } = ctx;
  const [from, to] = stretch(before, now);
  const span = { from, to, most: HISTORY_INCIDENTS };
  const [loaded, rows, updates, olderRows, delays, measuredRows, packed, open] = await loadSurfaces(
    ctx,
    selectIncidentsBetween(db, span),
    selectTellingUpdatesBetween(db, from, to),
    selectNewestBefore(db, span),
    selectMemoryRow(db, DELAYS_KEY),
    measuredStatement(ctx),
    ...historyStatements(ctx),
  );
  const newest = olderRows
    .flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt]))
    .sort()
    .at(-1);
  const incidents = projectSettled(ctx, loaded, { rows, updates, revisions: [] }).map(toLine);
  const begin = rows.length < HISTORY_INCIDENTS ? from : monthStart(Date.parse(rows.at(-1)?.openedAt ?? ""), 0);
  const measured = startedIn(
    buildOutages(ctx, loaded, { measured: measuredRows, incidents: { rows, updates } }),
    begin,
    to,
  );
  const days = buildHistories(ctx, loaded, { packed, open });
  const older = newest === undefined ? null : toMonth(monthStart(Date.parse(newest), 1));
  const isShown = incidents.length + measured.length > 0 || older !== null;
  const isKnown = before === null || (before <= toMonth(now) && isShown);
  const { validUntil } = showSurfaces(ctx, loaded);
  const shown = { months: monthsIn(from), older, isKnown, isPartial: false, isLost: false };
  return { incidents, measured, days, ...shown, delays: toDelays(delays), now, validUntil };
}

async function readRecent(ctx: Context, before: string | null): Promise<Omit<MonthsView, "stale">> {
  const { db, now } = ctx;
  const since = historyBegin(ctx);
  const [loaded, rows, updates, revisions, delays, measuredRows, packed, open] = await loadSurfaces(
    ctx,
    selectIncidentsSince(db, since),
    selectUpdatesSince(db, since),
    selectRevisionsSince(db, since),
    selectMemoryRow(db, DELAYS_KEY),
    measuredStatement(ctx),
    ...historyStatements(ctx),
  );
  const incidents = projectSettled(ctx, loaded, { rows, updates, revisions }).map(toLine);
  const measured = buildOutages(ctx, loaded, { measured: measuredRows, incidents: { rows, updates } });
  const days = buildHistories(ctx, loaded, { packed, open });
  const months = [...new Set([toMonth(now), toMonth(since)])];
  const { validUntil } = showSurfaces(ctx, loaded);
  const span = { months, older: null, isKnown: before === null, isPartial: false, isLost: false };
  return { incidents, measured, days, ...span, delays: toDelays(delays), now, validUntil };
}

function fallbackMonths(
  { publicHistory, days, heldFrom, validUntil }: FallbackView,
  before: string | null,
): Omit<MonthsView, "stale"> {
  const { now, isLost = false } = publicHistory;
  const [from, to] = stretch(before, now);
  const incidents = publicHistory.incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to).map(toLine);
  const measured = startedIn(publicHistory.measured, from, to);
  const isKnown = before === null || before <= toMonth(now);
  const older = heldFrom < to ? toMonth(from) : null;
  const isPartial = from < heldFrom;
  const span = { months: monthsIn(from), older, isKnown, isPartial, isLost, delays: {} };
  return { incidents, measured, days, ...span, now, validUntil };
}

const startedIn = (outages: readonly MeasuredOutage[], begin: number, end: number): MeasuredOutage[] =>
  outages.filter(({ from }) => from >= begin && from < end);

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
