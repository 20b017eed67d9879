import type { Statement } from "@/db/client";
import {
  type Alert,
  claimMessage,
  closeAlert,
  openAlert,
  selectWaitingMessages,
  settleMessage,
} from "@/db/queries/ops-alerts";
import { toMs } from "@/db/time";
import { boundedFetch } from "@/lib/integrations/bounded-fetch";
import type { Context } from "@/lib/platform/context";
import { runIdempotent } from "@/lib/services/retry";

const MESSAGES_A_TICK = 20;
const HOOK_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;

/** Opens an alert, or updates the open one of its key; a null title closes it. There is never a second one. */
export function alertStatements(
  ctx: Context,
  { key, severity, title }: Omit<Alert, "title"> & { title: string | null },
): Statement[] {
  const announce = ctx.env.value("OPS_ALERT_WEBHOOK_URL") !== null;
  if (title === null) return closeAlert(ctx.db, key, ctx.now, announce);
  ctx.log("ops alert", { alert: key, severity, title });
  return openAlert(ctx.db, { key, severity, title }, ctx.now, announce);
}

export const raiseAlert = (ctx: Context, alert: Alert): Promise<void> =>
  runIdempotent(ctx, alertStatements(ctx, alert));

export const clearAlert = (ctx: Context, key: string): Promise<void> =>
  runIdempotent(ctx, alertStatements(ctx, { key, severity: "warning", title: null }));

/** Sends due messages to the alert hook, each alert's in order, with retries; a message is claimed first, so that overlapping ticks send it once. */
export async function deliverAlerts(ctx: Context): Promise<{ sent: number; failed: number }> {
  const hook = ctx.env.value("OPS_ALERT_WEBHOOK_URL");
  if (hook === null) return { sent: 0, failed: 0 };
  const held = new Set<number>();
  const counts = { sent: 0, failed: 0 };
  for (const message of await selectWaitingMessages(ctx.db, MESSAGES_A_TICK)) {
    const isDue = toMs(message.nextAttemptAt) <= ctx.now && !held.has(message.alertId);
    const retryAt = ctx.now + Math.min(FIRST_RETRY_MS * 2 ** message.attempts, LAST_RETRY_MS);
    const arrived =
      isDue &&
      (await claimMessage(ctx.db, message, retryAt)) &&
      (await ctx.limitConcurrency(() => post(hook, message.text)));
    if (arrived) await runIdempotent(ctx, [settleMessage(ctx.db, message.id, ctx.now)]);
    else held.add(message.alertId);
    if (isDue) counts[arrived ? "sent" : "failed"]++;
  }
  return counts;
}

async function post(hook: string, text: string): Promise<boolean> {
  try {
    const response = await boundedFetch(hook, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: `Raxx status: ${text}` }),
      signal: AbortSignal.timeout(HOOK_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
