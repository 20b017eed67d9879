import {
  type FreescoutApi,
  FreescoutUnavailable,
  type OpenTickets,
  type PageOfOpen,
} from "@/lib/integrations/freescout/api";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";

/** How far the list of open tickets has been read, from tick to tick. */
export type Cursor = PageOfOpen & {
  /** When this reading of the list began; epoch ms, as all times here. */
  startedAt: number;
  /** Tickets in it that could not be read, each by itself. */
  skipped: number;
};

/** Each divides the one before it, so that a page which fails can be read in parts, down to the one ticket that fails. */
const SIZES = [50, 25, 5, 1] as const;
const [LARGEST] = SIZES;
const OVERLAP_MS = 1_000;
const MOST_PAGES = 40;
const MOST_FAILURES = 8;

export const startOfList = (now: number): Cursor => ({ since: 0, page: 1, size: LARGEST, startedAt: now, skipped: 0 });

/** What one tick read of the list; `ended` is set where it reached the end, `safe` is the cursor before tickets that were left out last. */
export type Listed = {
  cursor: Cursor;
  safe: Cursor;
  snapshots: TicketSnapshot[];
  pages: number;
  failures: number;
  ended: boolean;
};

/** Reads the list of open tickets on from where the last tick left it, until its end or until the time is up. */
export async function listOpen(api: FreescoutApi, from: Cursor, hasTime: () => boolean): Promise<Listed> {
  const listed: Listed = { cursor: from, safe: from, snapshots: [], pages: 0, failures: 0, ended: false };
  while (!listed.ended && listed.pages < MOST_PAGES && listed.failures < MOST_FAILURES && hasTime()) {
    try {
      const page = await api.listOpen(listed.cursor);
      listed.pages++;
      listed.snapshots.push(...page.snapshots);
      listed.ended = page.isLast;
      listed.cursor = afterPage(listed.cursor, page);
      listed.safe = listed.cursor;
    } catch (error) {
      if (!(error instanceof FreescoutUnavailable)) throw error;
      listed.failures++;
      listed.cursor = afterFailure(listed.cursor);
      if (listed.cursor.skipped === listed.safe.skipped) listed.safe = listed.cursor;
    }
  }
  return listed;
}

/**
 * The next page begins at the time of the last ticket and not at its place: a ticket that is updated meanwhile moves to
 * the end, and one that is closed lets none slip past. Only where a whole page has one time does the page's number count.
 */
function afterPage(cursor: Cursor, { lastUpdatedAt }: OpenTickets): Cursor {
  const since = (lastUpdatedAt ?? 0) - OVERLAP_MS;
  return since > cursor.since ? { ...cursor, since, page: 1, size: LARGEST } : { ...cursor, page: cursor.page + 1 };
}

/** The same place in smaller pages; at a page of one ticket, that ticket is left out. */
function afterFailure(cursor: Cursor): Cursor {
  const size = SIZES.find((smaller) => smaller < cursor.size);
  if (size === undefined) return { ...cursor, page: cursor.page + 1, skipped: cursor.skipped + 1 };
  return { ...cursor, size, page: (cursor.page - 1) * (cursor.size / size) + 1 };
}
