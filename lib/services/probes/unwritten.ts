import type { Context } from "@/lib/platform/context";
import { ProbeResults } from "@/lib/schemas/internal";
import { toIso } from "@/lib/schemas/times";
import { commit } from "@/lib/services/commit";
import { readValue, storeValue } from "@/lib/services/fallback/read";
import { WriteQueue } from "@/lib/services/write-queue";
import { decideProbes, type SurfaceResult, toInput, toResult } from "./record";

const MINUTE_MS = 60_000;
const KEPT_S = 600;

/** A key of its own for each minute: KV answers from its cache for a key that it was asked for before. */
const keyOf = (minute: number): string => `unwritten-probes:${toIso(minute)}`;

/** Keeps the results of this minute that D1 did not take, for the next tick. */
export async function keepUnwritten({ snapshot, now }: Context, results: readonly SurfaceResult[]): Promise<void> {
  if (results.length === 0) return;
  const text = JSON.stringify(results.map(toInput));
  if (snapshot) await storeValue(snapshot, keyOf(now), text, { expirationTtl: KEPT_S });
}

/**
 * Writes the results that D1 did not take in the minute before, as of that minute. It comes before the clock's changes are stored: to them
 * a minute of failing D1 would be a gap between probes, and three more minutes would pass until the surfaces are known again.
 */
export async function writeUnwritten(ctx: Context): Promise<{ written: number }> {
  const minute = ctx.now - MINUTE_MS;
  const text = ctx.snapshot && (await readValue(ctx.snapshot, keyOf(minute)));
  if (text === null) return { written: 0 };
  const results = ProbeResults.parse(JSON.parse(text)).map(toResult);
  const then = { ...ctx, now: minute };
  const queue = new WriteQueue<SurfaceResult>((result) =>
    commit(then, (loaded) => decideProbes(then, loaded, [result])),
  );
  for (const result of results) queue.add(result);
  const [lost] = await queue.settled();
  if (lost) throw lost.error;
  return { written: results.length };
}
