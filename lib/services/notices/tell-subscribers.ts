import { selectLate } from "@/db/queries/notice-deliveries";
import { SITE } from "@/lib/output/site";
import type { Context } from "@/lib/platform/context";
import { alertStatements } from "@/lib/services/operators/alert";
import { runIdempotent, withOwnBudget } from "@/lib/services/retry";
import { findSealing } from "@/lib/services/subscriptions/ends";
import { measureDelays } from "./delays";
import { describeRevisions } from "./describe-revisions";
import { fanOutEvents } from "./fan-out";
import { noteOccasions } from "./note-occasions";
import { retainNotices } from "./retain";
import { sendDue } from "./send";

/** How long a tick gives subscribers, after everything else. */
const BUDGET_MS = 20_000;
const HOUR_MS = 3_600_000;
const LATE_MS = 5 * 60_000;

/** The minute's notices, and then what is done once an hour, which can't cost the minute anything. */
export async function tellSubscribers(ctx: Context): Promise<Record<string, number>> {
  try {
    return findSealing(ctx) ? await tellAll(withOwnBudget(ctx)) : { configured: 0 };
  } finally {
    if (ctx.now % HOUR_MS === 0) {
      await retainNotices(ctx);
      await measureDelays(ctx);
    }
  }
}

/** What the clock made due, then everybody's deliveries of what is new, then what is due goes out (contract §20.3). */
async function tellAll(ctx: Context): Promise<Record<string, number>> {
  const startedMs = ctx.elapsed();
  const isTimeLeft = () => ctx.elapsed() - startedMs < BUDGET_MS;
  const occasions = await noteOccasions(ctx);
  await describeRevisions(ctx);
  const events = await fanOutEvents(ctx, isTimeLeft);
  const counts = await sendDue(ctx, isTimeLeft);
  await watchQueue(ctx);
  return { configured: 1, occasions, events, ...counts };
}

/** Tells operators while something has waited for long, and closes the alert once it is gone. */
async function watchQueue(ctx: Context): Promise<void> {
  const [late] = await selectLate(ctx.db, ctx.clock() - LATE_MS);
  const title = late ? `Subscribers have waited for a notice for over 5 minutes. ${SITE}/ops/subscribers` : null;
  await runIdempotent(ctx, alertStatements(ctx, { key: "notices:late", severity: "warning", title }));
}
