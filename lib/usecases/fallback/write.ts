import { createHash } from "node:crypto";
import { selectNewestAct, selectNewestWord } from "@/db/queries/chronicle";
import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { type Past, type Present, takeCopy } from "@/lib/public/last-known";
import { readBatch, storeVerdicts } from "@/lib/usecases/notes/publish";
import { historiesOf, historyStatements } from "@/lib/usecases/public/build-histories";
import { chronicleStatements, pastOf } from "@/lib/usecases/public/read-history";
import { incidentsOf, sinceIncidents } from "@/lib/usecases/public/read-page";
import { showBoard } from "@/lib/usecases/public/read-surfaces";
import { assemble, boardStatements } from "@/lib/usecases/surfaces/load";
import { COPY_KEY, readCopy } from "./read";

/** How old a copy gets while nothing changes; times in it are no older than that. */
const REFRESH_MS = 5 * 60_000;
/** How old its past gets, whatever has become of it that the digest does not tell. */
const HOUR_MS = 3_600_000;

/**
 * Keeps the last known good copy: anew when readers see a difference, times aside, else each 5 minutes. One D1 round trip, flat
 * in history; the past is read, in a second one, only when there is news of it. What it judged of notes is stored for the reads to come.
 */
export async function keepLastKnown(ctx: Context): Promise<Record<string, number>> {
  if (ctx.snapshot === null) return { written: 0 };
  const kept = await readCopy(ctx);
  const present = await readPresent(ctx);
  const ageMs = kept === null ? Number.POSITIVE_INFINITY : ctx.now - kept.taken_at;
  if (kept?.news === present.news && ageMs >= 0 && ageMs < REFRESH_MS) {
    await storeVerdicts(ctx);
    return { written: 0 };
  }
  const past = kept?.past_news === present.pastNews ? kept : await readPast(ctx);
  const text = JSON.stringify(takeCopy(ctx.now, present, past));
  await ctx.snapshot.put(COPY_KEY, text);
  await storeVerdicts(ctx);
  return { written: 1, characters: text.length };
}

/** What is now. The past changes with a word, an operator's act, a window, and by the hour; readers see that, and the surfaces but for when they were looked at. */
async function readPresent(ctx: Context): Promise<Present> {
  const [states, tickets, windows, words, acts, packed, open] = await readBatch(ctx, [
    ...boardStatements(ctx),
    selectNewestWord(ctx.db),
    selectNewestAct(ctx.db),
    ...historyStatements(ctx),
  ]);
  const board = assemble(ctx, { states, tickets, windows });
  const { surfaces } = showBoard(ctx, board);
  const pastNews = digestOf([Math.floor(ctx.now / HOUR_MS), windows, words, acts]);
  const seen = surfaces.map(({ last_checked_at: _, ...surface }) => surface);
  return {
    surfaces,
    days: historiesOf(ctx, board, { packed, open }),
    news: digestOf([pastNews, seen]),
    pastNews,
  };
}

async function readPast(ctx: Context): Promise<Past> {
  const [resolved, ...rows] = await readBatch(ctx, [
    selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
    ...chronicleStatements(ctx),
  ]);
  const { incidents: told, windows } = pastOf(ctx, rows);
  return { incidents: incidentsOf(ctx, resolved), told, windows };
}

const digestOf = (news: object): string => createHash("sha256").update(JSON.stringify(news)).digest("hex").slice(0, 32);
