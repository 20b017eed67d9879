import { selectIncidentsBetween, selectNewestBefore } from "@/db/queries/chronicle";
import type { Context } from "@/lib/context";
import type { Freshness } from "@/lib/public/answers";
import { type ChronicleIncident, projectChronicle } from "@/lib/public/incidents";
import { readOrLastKnown } from "./last-known";
import { readBatch } from "./note-verdicts";

const MONTHS = 4;
const INCIDENTS = 1000;

/** Some months of incidents, newest first, and the month (`2026-08`) before which there are more; null where there are none. */
export type HistoryView = Freshness & { incidents: readonly ChronicleIncident[]; older: string | null; now: number };

/** The incidents of four UTC months, up to now or before a month (`2026-11`), archived ones too (D8): one D1 round trip. */
export const readHistory = (ctx: Context, before: string | null): Promise<HistoryView> =>
  readOrLastKnown(
    ctx,
    () => readLive(ctx, before),
    ({ chronicle: { incidents, now }, validUntil }) => {
      const [from, to] = stretch(before, now);
      const told = incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      return { incidents: told, older: null, now, validUntil, stale: true };
    },
  );

async function readLive(ctx: Context, before: string | null): Promise<HistoryView> {
  const { db, now, registry } = ctx;
  const [from, to] = stretch(before, now);
  const [rows, olderRows] = await readBatch(ctx, [
    selectIncidentsBetween(db, from, to, INCIDENTS),
    selectNewestBefore(db, from),
  ]);
  const newest = olderRows
    .flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt]))
    .sort()
    .at(-1);
  const incidents = projectChronicle(rows, [], registry.displayName);
  const older = newest === undefined ? null : monthOf(monthStart(Date.parse(newest), 1));
  return { incidents, older, now, validUntil: null, stale: false };
}

/** Four whole months before `before`, or this month so far and the three before it. */
function stretch(before: string | null, now: number): [from: number, to: number] {
  const to = before === null ? monthStart(now, 1) : Date.parse(`${before}-01T00:00:00Z`);
  return [monthStart(to, -MONTHS), to];
}

/** The UTC midnight that begins the month of an instant, or one so many months from it. */
function monthStart(at: number, months: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
