import {
  selectFirstNotesBetween,
  selectIncidentsBetween,
  selectIncidentsSince,
  selectNewestBefore,
} from "@/db/queries/public-history";
import { type HistoryLine, toLine } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";
import type { Freshness } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { readOrFallback } from "@/lib/services/fallback/read";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { isHistoryPublic } from "./build-histories";
import { buildOutages, measuredStatement } from "./build-outages";
import { historyBegin, projectSettled } from "./read-history";
import { showSurfaces } from "./read-page";

const MONTHS = 4;
/** Beyond so many incidents the list ends with the month that it has reached; the rest is behind the link to older ones. */
const HISTORY_INCIDENTS = 1000;

/**
 * Some months of incidents and of measured outages, newest first, and the month (`2026-08`) before which there are more; null where there are none.
 * `isKnown` is false for a month to come, and for one before which nothing happened; `isPartial` is true where the fallback
 * snapshot does not go back as far as these months do, and `isLost` where there is no snapshot either.
 */
type HistoryView = Freshness & {
  incidents: readonly HistoryLine[];
  measured: readonly MeasuredOutage[];
  /** The months that it goes over, as `2026-11`, newest first; none to come. */
  months: readonly string[];
  older: string | null;
  isKnown: boolean;
  isPartial: boolean;
  isLost: boolean;
  now: number;
};

/**
 * The incidents of four UTC months, up to now or before a month (`2026-11`), archived ones too; while history is not public those
 * that are open or were resolved within 30 days (contract §10.3). With them what monitoring alone has found in the days of the bars. One D1 round trip.
 */
export const readHistory = (ctx: Context, before: string | null) =>
  readOrFallback<HistoryView>(
    ctx,
    async () => {
      if (!isHistoryPublic(ctx)) return readRecent(ctx, before);
      const { db, now } = ctx;
      const [from, to] = stretch(before, now);
      const span = { from, to, most: HISTORY_INCIDENTS };
      const [loaded, rows, notes, olderRows, measuredRows] = await loadSurfaces(
        ctx,
        selectIncidentsBetween(db, span),
        selectFirstNotesBetween(db, from, to),
        selectNewestBefore(db, span),
        measuredStatement(ctx),
      );
      const newest = olderRows
        .flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt]))
        .sort()
        .at(-1);
      const incidents = projectSettled(ctx, loaded, rows, notes).map(toLine);
      const begin = rows.length < HISTORY_INCIDENTS ? from : monthStart(Date.parse(rows.at(-1)?.openedAt ?? ""), 0);
      const measured = startedIn(buildOutages(ctx, loaded, { measured: measuredRows, incidents: rows }), begin, to);
      const older = newest === undefined ? null : toMonth(monthStart(Date.parse(newest), 1));
      const isShown = incidents.length + measured.length > 0 || older !== null;
      const isKnown = before === null || (before <= toMonth(now) && isShown);
      const { validUntil } = showSurfaces(ctx, loaded);
      const shown = { months: monthsIn(from), older, isKnown, isPartial: false, isLost: false };
      return { incidents, measured, ...shown, now, validUntil };
    },
    ({ publicHistory, heldFrom, validUntil }) => {
      const { now, isLost = false } = publicHistory;
      const [from, to] = stretch(before, now);
      const incidents = publicHistory.incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to).map(toLine);
      const measured = startedIn(publicHistory.measured, from, to);
      const isKnown = before === null || before <= toMonth(now);
      const older = heldFrom < to ? toMonth(from) : null;
      const isPartial = from < heldFrom;
      const span = { months: monthsIn(from), older, isKnown, isPartial, isLost };
      return { incidents, measured, ...span, now, validUntil };
    },
  );

async function readRecent(ctx: Context, before: string | null) {
  const { db, now } = ctx;
  const since = historyBegin(ctx);
  const [loaded, rows, measuredRows] = await loadSurfaces(ctx, selectIncidentsSince(db, since), measuredStatement(ctx));
  const incidents = projectSettled(ctx, loaded, rows, []).map(toLine);
  const measured = buildOutages(ctx, loaded, { measured: measuredRows, incidents: rows });
  const months = [...new Set([toMonth(now), toMonth(since)])];
  const { validUntil } = showSurfaces(ctx, loaded);
  const span = { months, older: null, isKnown: before === null, isPartial: false, isLost: false };
  return { incidents, measured, ...span, now, validUntil };
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
