import { runBatch, type Statement } from "@/db/client";
import {
  type Alert,
  closeAlert,
  deleteMessage,
  openAlert,
  postponeMessage,
  selectDueMessages,
} from "@/db/queries/ops-alerts";
import type { Context } from "@/lib/context";

const MESSAGES_A_TICK = 10;
const HOOK_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;

/** Opens an alert, or brings the open one of its key up to date; a null title closes it. Never a second one. */
export function alertStatements(
  ctx: Context,
  { key, severity, title }: Omit<Alert, "title"> & { title: string | null },
): Statement[] {
  const announce = ctx.env.value("OPS_ALERT_WEBHOOK_URL") !== null;
  if (title === null) return closeAlert(ctx.db, key, ctx.now, announce);
  ctx.log("ops alert", { alert: key, severity, title });
  return openAlert(ctx.db, { key, severity, title }, ctx.now, announce);
}

export const raiseAlert = (ctx: Context, alert: Alert): Promise<void> => runBatch(ctx.db, alertStatements(ctx, alert));

export const clearAlert = (ctx: Context, key: string): Promise<void> =>
  runBatch(ctx.db, alertStatements(ctx, { key, severity: "warning", title: null }));

/** Sends what is due to the alert hook (Slack-compatible JSON). What does not arrive stays and is tried again, later each time. */
export async function deliverAlerts(ctx: Context): Promise<{ sent: number; failed: number }> {
  const hook = ctx.env.value("OPS_ALERT_WEBHOOK_URL");
  if (hook === null) return { sent: 0, failed: 0 };
  const due = await selectDueMessages(ctx.db, ctx.now, MESSAGES_A_TICK);
  let sent = 0;
  for (const message of due) {
    const arrived = await post(hook, message.text);
    if (arrived) sent++;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** message.attempts, LAST_RETRY_MS);
    await runBatch(ctx.db, [
      arrived ? deleteMessage(ctx.db, message.id) : postponeMessage(ctx.db, message.id, ctx.now + wait),
    ]);
  }
  return { sent, failed: due.length - sent };
}

async function post(hook: string, text: string): Promise<boolean> {
  try {
    const response = await fetch(hook, {
      method: "POST",
      headers: { "Content-Type": "application/json", "User-Agent": "raxx-status" },
      body: JSON.stringify({ text: `Raxx status: ${text}` }),
      redirect: "manual",
      signal: AbortSignal.timeout(HOOK_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
