import {
  selectFirstNotesBetween,
  selectIncidentsBetween,
  selectIncidentsSince,
  selectNewestBefore,
} from "@/db/queries/public-history";
import { type HistoryLine, toLine } from "@/lib/output/incidents";
import type { Freshness } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { readOrFallback } from "@/lib/services/fallback/read";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { isHistoryPublic } from "./build-histories";
import { historyBegin, projectSettled } from "./read-history";
import { showSurfaces } from "./read-surfaces";

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
      const incidents = projectSettled(ctx, loaded, { rows, updates: notes, revisions: [] }).map(toLine);
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
  const incidents = projectSettled(ctx, loaded, { rows, updates: [], revisions: [] }).map(toLine);
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
