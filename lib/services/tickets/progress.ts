import type { Statement } from "@/db/client";
import { writeMemory } from "@/db/queries/ops-memory";
import type { Context } from "@/lib/platform/context";
import { changedAlerts, FREESCOUT_ALERTS, type OpenAlerts, type TicketAlerts } from "./alerts";
import { SINCE_KEY } from "./freescout";
import { type Cursor, type Listed, startOfList } from "./list-open";

export const DOWN_KEY = "reconciler:down_since";
const PROGRESS_KEY = "reconciler:progress";
const ALERT_AFTER_MS = 300_000;

/** What the reconciler keeps from one tick to the next; times in epoch milliseconds. */
export type Progress = {
  cursor: Cursor;
  /** When the list was last read to its end, or the API last came back. */
  endedAt: number;
  /** Tickets that could not be read, and since when. */
  unread: Readonly<Record<string, number>>;
  /** Since when the API has not responded at all. */
  downSince: number | null;
  /** Every open ticket has been read since then; null where this tick says nothing of it. */
  readUntil: number | null;
};

type MemoryRow = { key: string; value: string };

export function toProgress(rows: readonly MemoryRow[], now: number): Progress {
  const stored = (key: string) => rows.find((row) => row.key === key)?.value;
  const { cursor, endedAt, unread } = JSON.parse(stored(PROGRESS_KEY) ?? "{}");
  const downSince = stored(DOWN_KEY);
  return {
    cursor: cursor ?? startOfList(now),
    endedAt: endedAt ?? now,
    unread: unread ?? {},
    downSince: downSince === undefined ? null : Number(downSince),
    readUntil: null,
  };
}

/** What one tick did: the list as far as it was read, tickets that had to be read by themselves, and those of them that failed. */
type Round = { listed: Listed; wanted: readonly number[]; read: readonly number[]; failed: readonly number[] };

/** The progress after a tick; a silent API, which answered nothing at all, is no fault of a ticket or of the list. */
export function proceed(before: Progress, { listed, wanted, read, failed }: Round, now: number): Progress {
  const { cursor, ended } = listed;
  if (listed.pages + read.length === 0) return { ...before, cursor: listed.safe, downSince: before.downSince ?? now };
  const unread = wanted.filter((id) => !read.includes(id) && (failed.includes(id) || String(id) in before.unread));
  return {
    cursor,
    endedAt: ended || before.downSince !== null ? now : before.endedAt,
    unread: Object.fromEntries(unread.map((id) => [id, before.unread[id] ?? now])),
    downSince: null,
    readUntil: ended && cursor.skipped === 0 ? cursor.startedAt : null,
  };
}

/** Stores the progress; a list that was read to its end begins anew. */
export function progressStatements(
  ctx: Context,
  { progress, before, ended }: { progress: Progress; before: Progress; ended: boolean },
): Statement[] {
  const { cursor, endedAt, unread, downSince, readUntil } = progress;
  const kept = JSON.stringify({ cursor: ended ? undefined : cursor, endedAt, unread });
  const down = downSince === null ? null : String(downSince);
  return [
    writeMemory(ctx.db, PROGRESS_KEY, kept, ctx.now),
    ...(readUntil === null ? [] : [writeMemory(ctx.db, SINCE_KEY, String(readUntil), ctx.now)]),
    ...(downSince === before.downSince ? [] : [writeMemory(ctx.db, DOWN_KEY, down, ctx.now)]),
  ];
}

const LIST_ALERT = `${FREESCOUT_ALERTS}list`;
const TICKET_ALERT = `${FREESCOUT_ALERTS}ticket:`;

/** The alerts about reading: which of the API, the list and each ticket it is that can't be read. */
export function readingAlerts(
  ctx: Context,
  { progress, ended, open }: { progress: Progress; ended: boolean; open: OpenAlerts },
): Statement[] {
  const isOverdue = (since: number | null) => since !== null && ctx.now - since >= ALERT_AFTER_MS;
  const { cursor, endedAt, unread, downSince } = progress;
  const silent = isOverdue(downSince) ? "FreeScout's API has not answered for 5 minutes" : null;
  const wanted = new Map<string, string | null>([[`${FREESCOUT_ALERTS}api`, silent]]);
  if (downSince === null) {
    wanted.set(`${FREESCOUT_ALERTS}database`, null);
    if (ended) wanted.set(LIST_ALERT, cursor.skipped === 0 ? null : skippedTitle(cursor.skipped));
    else if (isOverdue(endedAt))
      wanted.set(LIST_ALERT, "FreeScout's list of open tickets was not read to its end for 5 minutes");
    for (const [key, title] of ticketReadAlerts(unread, isOverdue, open)) wanted.set(key, title);
  }
  return changedAlerts(ctx, wanted, open);
}

const skippedTitle = (tickets: number): string =>
  `FreeScout's list of open tickets fails at ${tickets} of them; all others are read`;

function ticketReadAlerts(
  unread: Progress["unread"],
  isOverdue: (since: number) => boolean,
  open: OpenAlerts,
): TicketAlerts {
  const closed = [...open.keys()].filter(
    (key) => key.startsWith(TICKET_ALERT) && !(key.slice(TICKET_ALERT.length) in unread),
  );
  const overdue = Object.keys(unread).filter((id) => isOverdue(unread[id] ?? Number.POSITIVE_INFINITY));
  const title = (id: string) => `Ticket ${id} can't be read from FreeScout; the page keeps what was known of it`;
  return new Map([
    ...closed.map((key) => [key, null] as const),
    ...overdue.map((id) => [TICKET_ALERT + id, title(id)] as const),
  ]);
}
