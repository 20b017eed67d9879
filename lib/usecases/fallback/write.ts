import { selectNewestAct, selectNewestWord } from "@/db/queries/chronicle";
import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { type Past, type Present, takeCopy } from "@/lib/public/last-known";
import { sha256 } from "@/lib/sha256";
import { readBatch, storeVerdicts } from "@/lib/usecases/notes/publish";
import { historiesOf, historyStatements } from "@/lib/usecases/public/build-histories";
import { chronicleStatements, pastOf } from "@/lib/usecases/public/read-history";
import { incidentsOf, sinceIncidents } from "@/lib/usecases/public/read-page";
import { showSurfaces } from "@/lib/usecases/public/read-surfaces";
import { loadWithRows } from "@/lib/usecases/surfaces/load";
import { FALLBACK_KEY, readFallback } from "./read";

/** How old a snapshot gets while nothing changes; times in it are no older than that. */
const REFRESH_MS = 5 * 60_000;
/** How old its past gets, whatever has changed in it that the digest does not cover. */
const HOUR_MS = 3_600_000;

/** Writes the fallback snapshot when readers see a difference, else each 5 minutes: one D1 round trip, and a second one only when the past has changed. */
export async function writeFallback(ctx: Context): Promise<Record<string, number>> {
  if (ctx.snapshot === null) return { written: 0 };
  const previous = await readFallback(ctx);
  const present = await readPresent(ctx);
  const ageMs = previous === null ? Number.POSITIVE_INFINITY : ctx.now - previous.taken_at;
  if (previous?.news === present.news && ageMs >= 0 && ageMs < REFRESH_MS) {
    await storeVerdicts(ctx);
    return { written: 0 };
  }
  const past = previous?.past_news === present.pastNews ? previous : await readPast(ctx);
  const text = JSON.stringify(takeCopy(ctx.now, present, past));
  await ctx.snapshot.put(FALLBACK_KEY, text);
  await storeVerdicts(ctx);
  return { written: 1, characters: text.length };
}

/** The past changes with an incident update, an operator's act, a window, and by the hour; a surface's `last_checked_at` is no change. */
async function readPresent(ctx: Context): Promise<Present> {
  const { db } = ctx;
  const statements = [selectNewestWord(db), selectNewestAct(db), ...historyStatements(ctx)] as const;
  const { surfaces: loaded, windows, rest } = await loadWithRows(ctx, ...statements);
  const [words, acts, packed, open] = rest;
  const { surfaces } = showSurfaces(ctx, loaded);
  const pastNews = digestOf([Math.floor(ctx.now / HOUR_MS), windows, words, acts]);
  const seen = surfaces.map(({ last_checked_at: _, ...surface }) => surface);
  return {
    surfaces,
    days: historiesOf(ctx, loaded, { packed, open }),
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

const digestOf = (content: object): string => sha256(JSON.stringify(content)).slice(0, 32);
