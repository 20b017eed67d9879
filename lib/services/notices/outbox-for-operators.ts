import { selectDelays, selectShownDelays } from "@/db/queries/notice-delays";
import { resendFailed, selectQueue } from "@/db/queries/notice-deliveries";
import { selectLatestEvents } from "@/db/queries/notice-events";
import { selectUsed } from "@/db/queries/sign-up-limits";
import { countBySurface, countSubscribers } from "@/db/queries/subscribers";
import { DAY_MS } from "@/lib/core/engine/periods";
import { DELIVERY_DAYS } from "@/lib/core/notices/channels";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import type { OpsActResult } from "@/lib/schemas/ops-answers";
import type { OpsResend, OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { formatIso, isoOrNull } from "@/lib/schemas/times";
import { actOnce } from "@/lib/services/operators/run-and-acknowledge";
import { runIdempotent } from "@/lib/services/retry";
import { openChannels } from "@/lib/services/subscriptions/ends";
import { viewLimits } from "@/lib/services/subscriptions/sign-up-limits";

const EVENTS = 50;

/** Who is subscribed, what waits, and what became of the latest events: counts alone, in one D1 round trip. */
export async function readOutbox(ctx: Context): Promise<OpsSubscribers> {
  const { db, now } = ctx;
  const [counts, surfaces, [queue], [delays], [shown], events, [used]] = await db.batch([
    countSubscribers(db),
    countBySurface(db),
    selectQueue(db),
    selectDelays(db, now - DELIVERY_DAYS * DAY_MS),
    selectShownDelays(db, now - DELIVERY_DAYS * DAY_MS),
    selectLatestEvents(db, EVENTS),
    selectUsed(db, now),
  ]);
  return {
    channels: [...openChannels(ctx).keys()],
    counts,
    surfaces: surfaces.map(({ surfaceId, count }) => ({ surface_id: surfaceId || null, count })),
    limits: viewLimits(used),
    queue: { due: queue?.due ?? 0, oldest_due_at: isoOrNull(queue?.oldestDueAt ?? null) },
    delays: { sent: delays?.sent ?? 0, p50_ms: delays?.p50 ?? null, p95_ms: delays?.p95 ?? null },
    page_delays: { shown: shown?.sent ?? 0, p50_ms: shown?.p50 ?? null, p95_ms: shown?.p95 ?? null },
    events: events.map(({ createdAt, counts: deliveries, ...event }) => ({
      ...event,
      created_at: formatIso(createdAt),
      deliveries: JSON.parse(deliveries ?? "{}"),
    })),
  };
}

/** Makes dead letters due again, in the operator's name, but for what is over by now, letters of over a day, and ends that are off. What is over six hours old stays one. */
export const resendDeadLetters = (
  ctx: Context,
  operator: Operator,
  { event_id: eventId, request_id: requestId }: OpsResend,
): Promise<OpsActResult> =>
  actOnce(ctx, operator, { action: "resend", asked: { event_id: eventId ?? null }, requestId }, () =>
    runIdempotent(ctx, [resendFailed(ctx.db, eventId ?? null, ctx.now)]),
  );
