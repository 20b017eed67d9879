import { selectDelays } from "@/db/queries/notice-deliveries";
import { writeMemory } from "@/db/queries/ops-memory";
import { DAY_MS } from "@/lib/core/engine/periods";
import { DELIVERY_DAYS } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import { NoticeDelays } from "@/lib/schemas/public";
import { runIdempotent } from "@/lib/services/retry";

/** Under which the figures are stored, so that a reader costs one row and not a month of deliveries. */
export const DELAYS_KEY = "notices:delays";

/** Stores how long notices took from the change to the provider, over 30 days; nothing where none was sent. */
export async function measureDelays(ctx: Context): Promise<void> {
  const [found] = await selectDelays(ctx.db, ctx.now - DELIVERY_DAYS * DAY_MS);
  const { sent = 0, p50 = null, p95 = null } = found ?? {};
  const seconds = (ms: number) => Math.round(ms / 100) / 10;
  const delays = p50 === null || p95 === null ? null : { sent, p50_seconds: seconds(p50), p95_seconds: seconds(p95) };
  await runIdempotent(ctx, [writeMemory(ctx.db, DELAYS_KEY, delays && JSON.stringify(delays), ctx.now)]);
}

/** The stored figures; null where none are. */
export const toDelays = ([row]: readonly { value: string }[]): NoticeDelays | null =>
  row ? (NoticeDelays.safeParse(JSON.parse(row.value)).data ?? null) : null;
