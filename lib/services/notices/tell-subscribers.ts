import type { Context } from "@/lib/platform/context";
import { findSealing } from "@/lib/services/subscriptions/ends";
import { fanOutEvents } from "./fan-out";
import { noteOccasions } from "./note-occasions";
import { retainNotices } from "./retain";
import { sendDue } from "./send";

/** How long a tick gives subscribers, after everything else. */
const BUDGET_MS = 20_000;
const HOUR_MS = 3_600_000;

/** The minute's notices: what the clock made due, then everybody's deliveries of what is new, then what is due goes out (contract §20.3). */
export async function tellSubscribers(ctx: Context): Promise<Record<string, number>> {
  if (!findSealing(ctx)) return { configured: 0 };
  if (ctx.now % HOUR_MS === 0) await retainNotices(ctx);
  const startedMs = ctx.elapsed();
  const isTimeLeft = () => ctx.elapsed() - startedMs < BUDGET_MS;
  const occasions = await noteOccasions(ctx);
  const events = await fanOutEvents(ctx, isTimeLeft);
  return { configured: 1, occasions, events, ...(await sendDue(ctx, isTimeLeft)) };
}
