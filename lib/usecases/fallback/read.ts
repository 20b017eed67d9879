import type { Context } from "@/lib/context";
import { AppError, loggable } from "@/lib/errors";
import { type Recalled, recall } from "@/lib/public/last-known";
import { judgedNotes } from "@/lib/public/note";
import type { LastKnown } from "@/lib/schemas/last-known";

/** The key of the one value; its readers find out by themselves whether they understand it. */
export const COPY_KEY = "last-known";

/** How long a read may take before the copy answers. */
const READ_BUDGET_MS = 1_000;
/** How long where there is no copy: late news is better than none. */
const PATIENCE_MS = 5_000;
const COPY_BUDGET_MS = 500;

/** What is kept; null where there is nothing, nothing of ours, or no place for it. */
export async function readCopy({ snapshot, log }: Context): Promise<LastKnown | null> {
  if (snapshot === null) return null;
  try {
    const kept = await within(COPY_BUDGET_MS, snapshot.get(COPY_KEY, "text"));
    if (kept === null) return null;
    const { LastKnown } = await import("@/lib/schemas/last-known"); // a large schema, made when a copy is read
    const { data, error } = LastKnown.safeParse(JSON.parse(kept));
    if (error) log("last known: the copy is none of ours", { faults: error.issues.length });
    return data ?? null;
  } catch (error) {
    log("last known: the copy can't be read", loggable(error));
    return null;
  }
}

/**
 * Every public read: live from D1, or where D1 fails or takes over a second, the same view of the last known good copy. What a
 * caller asked wrongly is refused either way.
 */
export async function readOrLastKnown<View>(
  ctx: Context,
  live: () => Promise<View>,
  fromCopy: (known: Recalled) => View,
): Promise<View> {
  const judgedBefore = judgedNotes();
  const reading = live();
  try {
    const view = await within(READ_BUDGET_MS, reading);
    if (judgedNotes() > judgedBefore) ctx.log("note policy: a read judged notes without a stored verdict");
    return view;
  } catch (error) {
    if (error instanceof AppError) throw error;
    ctx.log("last known: a read failed", loggable(error));
    const copy = await readCopy(ctx);
    const view = () => fromCopy(recall(copy, ctx.registry.entries, ctx.now));
    if (copy !== null || !(error instanceof TookTooLong)) return view();
    return within(PATIENCE_MS - READ_BUDGET_MS, reading).catch(view);
  }
}

class TookTooLong extends Error {}

/** What the work gives, unless it takes longer than that. */
function within<T>(budgetMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`took over ${budgetMs} ms`)), budgetMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
