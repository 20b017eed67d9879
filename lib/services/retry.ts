import { isTransient, runBatch, type Statement } from "@/db/client";
import type { Context } from "@/lib/platform/context";

const RETRIES = 3;
const FIRST_WAIT_MS = 100;
/** No retry begins later than this in a request, a tick's work of the minute, or what has a budget of its own. */
const BUDGET_MS = 20_000;

/** Waits before the next attempt after so many failures; false where the fault is none that passes, or it is not to be tried again. */
export async function waitToRetry({ spent }: Context, error: unknown, failures: number): Promise<boolean> {
  if (!isTransient(error) || failures > RETRIES || spent() > BUDGET_MS) return false;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * FIRST_WAIT_MS * 2 ** failures));
  return true;
}

/** The same context for work that begins late in a tick, whose retries count from now on. */
export function withOwnBudget(ctx: Context): Context {
  const startedMs = ctx.elapsed();
  return { ...ctx, spent: () => ctx.elapsed() - startedMs };
}

/** Runs a batch, and again where D1 fails for a moment: only for statements that make no difference when they are stored twice. */
export async function runIdempotent(ctx: Context, statements: readonly Statement[]): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      return await runBatch(ctx.db, statements);
    } catch (error) {
      if (!(await waitToRetry(ctx, error, failures))) throw error;
    }
  }
}
