import { selectMeasured } from "@/db/queries/measured-outages";
import { selectNewestAct, selectNewestUpdate } from "@/db/queries/public-history";
import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import { isTicketPending } from "@/lib/core/engine/surface";
import { isMeasured } from "@/lib/core/uptime/outages";
import { type CurrentView, type PastView, toSnapshot } from "@/lib/output/fallback";
import type { Context } from "@/lib/platform/context";
import { sha256 } from "@/lib/platform/sha256";
import { readBatch, storeVerdicts } from "@/lib/services/notes/publish";
import { buildHistories, historyStatements } from "@/lib/services/public/build-histories";
import { projectPast, publicHistoryStatements } from "@/lib/services/public/read-history";
import { clockSteps, projectRows, showSurfaces, sinceIncidents } from "@/lib/services/public/read-page";
import { type LoadedSurfaces, loadWithRows } from "@/lib/services/surfaces/load";
import { FALLBACK_KEY, readFallback, storeValue } from "./read";

/** How often the snapshot is written while nothing changes; times in it are never older. */
const REFRESH_MS = 5 * 60_000;
/** How often the snapshot's history is written anew, for changes that the digest does not cover. */
const HOUR_MS = 3_600_000;

/** Writes the fallback snapshot when readers see a difference, else every 5 minutes: one D1 round trip, two when the history has changed. */
export async function writeFallback(ctx: Context): Promise<Record<string, number>> {
  if (ctx.snapshot === null) return { written: 0 };
  const previous = await readFallback(ctx);
  const { present, loaded } = await readPresent(ctx);
  const ageMs = previous === null ? Number.POSITIVE_INFINITY : ctx.now - previous.taken_at;
  if (previous?.news === present.contentHash && ageMs >= 0 && ageMs < REFRESH_MS) {
    await storeVerdicts(ctx);
    return { written: 0 };
  }
  const past = previous?.past_news === present.pastHash ? previous : await readPast(ctx, loaded);
  const text = JSON.stringify(toSnapshot(ctx.now, present, past));
  await storeValue(ctx.snapshot, FALLBACK_KEY, text);
  await storeVerdicts(ctx);
  return { written: 1, characters: text.length };
}

/**
 * History changes with an incident update, a measured outage that begins or ends, an operator's action, a window, what the clock does
 * to an incident, and each hour; a surface's `last_checked_at` is no change.
 */
async function readPresent(ctx: Context): Promise<{ present: CurrentView; loaded: LoadedSurfaces }> {
  const { db } = ctx;
  const newest = [selectNewestUpdate(db), selectNewestAct(db), selectMeasured(db, 0, 1)] as const;
  const statements = [...newest, ...historyStatements(ctx)] as const;
  const { surfaces: loaded, windows, rest } = await loadWithRows(ctx, ...statements);
  const [words, acts, newestOutage, packed, open] = rest;
  const { surfaces } = showSurfaces(ctx, loaded);
  const outages = [newestOutage, runningOutages(loaded)];
  const pastHash = hashContent([Math.floor(ctx.now / HOUR_MS), windows, words, acts, outages, clockSteps(ctx, loaded)]);
  const shown = surfaces.map(({ last_checked_at: _, ...surface }) => surface);
  const days = buildHistories(ctx, loaded, { packed, open });
  return { present: { surfaces, days, contentHash: hashContent([pastHash, shown]), pastHash }, loaded };
}

/** The surfaces that only monitoring says are out, and since when. */
const runningOutages = (loaded: LoadedSurfaces) =>
  [...loaded.values()]
    .filter(({ surface }) => isMeasured({ ...surface, isPending: isTicketPending(surface) }))
    .map(({ surface: { id, state, stateSince } }) => [id, state, stateSince]);

async function readPast(ctx: Context, loaded: LoadedSurfaces): Promise<PastView> {
  const [resolved, ...rows] = await readBatch(ctx, [
    selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
    ...publicHistoryStatements(ctx),
  ]);
  const { incidents: told, ...past } = projectPast(ctx, loaded, rows);
  return { incidents: projectRows(ctx, resolved), told, ...past };
}

const hashContent = (content: object): string => sha256(JSON.stringify(content)).slice(0, 32);
