import { selectNewestAct, selectNewestWord } from "@/db/queries/chronicle";
import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { takeCopy } from "@/lib/public/last-known";
import { dateOf } from "@/lib/uptime/utc-day";
import { assemble, type Board, boardStatements } from "./board";
import { historiesOf, historyStatements } from "./histories";
import { COPY_KEY, readCopy } from "./last-known";
import { chronicleStatements, viewOfChronicle } from "./read-chronicle";
import { incidentsOf, sinceIncidents } from "./read-public";
import { showBoard } from "./show-board";

/** How old a copy gets while nothing changes; times in it are no older than that. */
const REFRESH_MS = 5 * 60_000;

const newsStatements = (ctx: Context) =>
  [...boardStatements(ctx), selectNewestWord(ctx.db), selectNewestAct(ctx.db)] as const;

/**
 * Keeps the last known good copy: anew when readers see a difference, times aside, else each 5 minutes. One D1 round trip of
 * few rows, and a second one only in a minute with news.
 */
export async function keepLastKnown(ctx: Context): Promise<Record<string, number>> {
  if (ctx.snapshot === null) return { written: 0 };
  const kept = await readCopy(ctx);
  const ageMs = kept === null ? Number.POSITIVE_INFINITY : ctx.now - kept.taken_at;
  if (kept !== null && ageMs >= 0 && ageMs < REFRESH_MS && kept.news === (await readNews(ctx))) return { written: 0 };
  const text = JSON.stringify(await readAll(ctx));
  await ctx.snapshot.put(COPY_KEY, text);
  return { written: 1, characters: text.length };
}

async function readNews(ctx: Context): Promise<string> {
  const [states, tickets, windows, words, acts] = await ctx.db.batch([...newsStatements(ctx)]);
  return newsOf(ctx, assemble(ctx, { states, tickets, windows }), [windows, words, acts]);
}

async function readAll(ctx: Context) {
  const [states, tickets, windows, words, acts, resolved, packed, open, ...rows] = await ctx.db.batch([
    ...newsStatements(ctx),
    selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
    ...historyStatements(ctx),
    ...chronicleStatements(ctx),
  ]);
  const board = assemble(ctx, { states, tickets, windows });
  return takeCopy({
    now: ctx.now,
    news: await newsOf(ctx, board, [windows, words, acts]),
    chronicle: viewOfChronicle(ctx, board, rows).chronicle,
    incidents: incidentsOf(ctx, resolved),
    days: historiesOf(ctx, board, { packed, open }),
  });
}

/** A digest of what readers can see change: the surfaces but for when they were looked at, windows, words, acts, and the day. */
async function newsOf(ctx: Context, board: Board["surfaces"], rows: readonly object[]): Promise<string> {
  const surfaces = showBoard(ctx, board).surfaces.map(({ last_checked_at: _, ...surface }) => surface);
  const text = JSON.stringify([dateOf(ctx.now), surfaces, rows]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
