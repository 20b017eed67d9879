import type { KVNamespace, KVNamespacePutOptions } from "@cloudflare/workers-types";
import { type FallbackView, fromSnapshot } from "@/lib/output/fallback";
import { judgedNotes } from "@/lib/output/note";
import type { Context } from "@/lib/platform/context";
import { AppError, loggable } from "@/lib/platform/problems";
import { TookTooLong, within } from "@/lib/platform/within";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import { publicHistoryDays } from "@/lib/services/public/build-histories";

/** The key of the one value in KV; every reader validates what it finds. */
export const FALLBACK_KEY = "last-known";

/** How long a read of D1 may take before the fallback snapshot is used. */
const READ_BUDGET_MS = 1_000;
/** How long a read of D1 may take where there is no snapshot. */
const PATIENCE_MS = 5_000;
const RETRY_AFTER_S = 5;
const KV_BUDGET_MS = 500;
/** How long a tick waits until KV has stored a value. */
const KV_STORE_MS = 5_000;

/** The fallback snapshot; null where there is none, where it has another version, or without KV. */
export async function readFallback({ snapshot, log }: Context): Promise<FallbackSnapshot | null> {
  if (snapshot === null) return null;
  try {
    const text = await readValue(snapshot, FALLBACK_KEY);
    if (text === null) return null;
    const { FallbackSnapshot } = await import("@/lib/schemas/fallback"); // a large schema, loaded only when a snapshot is read
    const { data, error } = FallbackSnapshot.safeParse(JSON.parse(text));
    if (error) log("fallback: the snapshot is invalid", { faults: error.issues.length });
    return data ?? null;
  } catch (error) {
    log("fallback: the snapshot can't be read", loggable(error));
    return null;
  }
}

/** A value of KV; fails where KV is slower than anything that waits for it can bear. */
export const readValue = (kv: KVNamespace, key: string): Promise<string | null> =>
  within(KV_BUDGET_MS, kv.get(key, "text"));

/** Stores a value in KV; fails where that takes longer than a tick can wait. */
export const storeValue = (
  kv: KVNamespace,
  key: string,
  text: string,
  options?: KVNamespacePutOptions,
): Promise<void> => within(KV_STORE_MS, kv.put(key, text, options));

/** What is not in a snapshot, or where there is none (503). */
export const notInSnapshot = () => new AppError("unavailable", undefined, undefined, { retryAfterS: RETRY_AFTER_S });

/** Refuses a list of which nothing is known (503): a reader would take an empty one for a word that there is nothing. */
export function requireKnown({ isLost }: { isLost?: boolean }): void {
  if (isLost) throw notInSnapshot();
}

/** Every public read: live from D1, or where D1 fails or takes over a second, the same view of the fallback snapshot, marked as stale. */
export async function readOrFallback<View extends { stale: boolean }>(
  ctx: Context,
  live: () => Promise<Omit<View, "stale">>,
  fromFallback: (known: FallbackView) => Omit<View, "stale">,
): Promise<View> {
  const judgedBefore = judgedNotes();
  const reading = live().then((view) => ({ ...view, stale: false }) as View);
  try {
    const view = await within(READ_BUDGET_MS, reading);
    if (judgedNotes() > judgedBefore) ctx.log("note policy: a read judged notes without a stored verdict");
    return view;
  } catch (error) {
    if (error instanceof AppError) throw error;
    ctx.log("fallback: a read of D1 failed", loggable(error));
    const snapshot = await readFallback(ctx);
    const historyDays = publicHistoryDays(ctx);
    const view = () =>
      ({
        ...fromFallback(fromSnapshot(snapshot, ctx.registry.entries, { now: ctx.now, historyDays })),
        stale: true,
      }) as View;
    if (snapshot !== null || !(error instanceof TookTooLong)) return view();
    return within(PATIENCE_MS - READ_BUDGET_MS, reading).catch(view);
  }
}
