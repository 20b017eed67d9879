import type { Statement } from "@/db/client";
import { claimOperators, type Settled, selectDue, settleAttempt } from "@/db/queries/notice-deliveries";
import { type Alert, closeAlert, openAlert } from "@/db/queries/ops-alerts";
import { insertOperators } from "@/db/queries/subscribers";
import { toMs, toMsOrNull } from "@/db/time";
import { LEASE_MS, OPERATORS, retryAfter } from "@/lib/core/notices/channels";
import { boundedFetch } from "@/lib/integrations/bounded-fetch";
import type { Context } from "@/lib/platform/context";
import { runIdempotent } from "@/lib/services/retry";

const MESSAGES_A_TICK = 20;
const HOOK_TIMEOUT_MS = 5_000;
const BUDGET_MS = 20_000;

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

/**
 * Sends due messages to the alert hook out of the notices' outbox, each alert's in order (contract §16.1). One tick has the hook's claim, so
 * overlapping ones send nothing twice. None of the subscribers' limits holds here: an alert never expires, is never held back or merged, and the hook is never disabled.
 */
export async function deliverAlerts(ctx: Context): Promise<{ sent: number; failed: number }> {
  const hook = ctx.env.value("OPS_ALERT_WEBHOOK_URL");
  if (hook === null) return { sent: 0, failed: 0 };
  const lease = { now: ctx.now, leaseUntil: ctx.clock() + LEASE_MS };
  const [, [claimed]] = await ctx.db.batch([insertOperators(ctx.db, ctx.now), claimOperators(ctx.db, lease)]);
  if (!claimed) return { sent: 0, failed: 0 };
  const { id, state, attempts, failingSince } = claimed;
  const deliveries = await sendInOrder(ctx, hook, attempts);
  const sent = deliveries.filter((delivery) => delivery.state === "sent").length;
  const attempted = {
    ...{ id, state, was: state, nextAttemptAt: ctx.now, lastSent: [] },
    attempts: sent > 0 ? 0 : deliveries.length > 0 ? attempts : attempts - 1,
    failingSince: sent > 0 ? null : (toMsOrNull(failingSince) ?? ctx.now),
  };
  await runIdempotent(ctx, settleAttempt(ctx.db, { deliveries, attempted: [attempted] }, ctx.clock()));
  return { sent, failed: deliveries.length - sent };
}

/** What became of each message that was tried. One that fails has a wait of its own, and holds up those of its alert alone: what is new is tried at once. */
async function sendInOrder(ctx: Context, hook: string, attempts: number): Promise<Settled[]> {
  const startedMs = ctx.elapsed();
  const tried: Settled[] = [];
  const isRoom = () => tried.length < MESSAGES_A_TICK && ctx.elapsed() - startedMs < BUDGET_MS;
  const waiting = new Set<string>();
  const due = await selectDue(ctx.db, [OPERATORS]);
  for (const { event, subscriberId, dueAt } of due.toSorted((a, b) => a.event.id - b.event.id)) {
    const isDue = toMs(dueAt) <= ctx.now && !waiting.has(event.subject) && isRoom();
    const arrived = isDue && (await ctx.limitConcurrency(() => post(hook, JSON.parse(event.content).text)));
    if (!arrived) waiting.add(event.subject);
    const row = { eventId: event.id, subscriberId };
    if (arrived) tried.push({ ...row, state: "sent", reason: null, dueAt: null });
    else if (isDue) tried.push({ ...row, state: "due", reason: "retried", dueAt: ctx.now + retryAfter(attempts) });
  }
  return tried;
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
