import { selectDelays, selectShownDelays } from "@/db/queries/notice-delays";
import { writeMemory } from "@/db/queries/ops-memory";
import { DAY_MS } from "@/lib/core/engine/periods";
import { DELIVERY_DAYS } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import { Delays } from "@/lib/schemas/public";
import { runIdempotent } from "@/lib/services/retry";

/** Under which the figures are stored, so that a reader costs one row and not a month of deliveries. */
export const DELAYS_KEY = "notices:delays";

/** Stores how long changes took to the page, and notices to the provider, over 30 days; nothing where there were none. */
export async function measureDelays(ctx: Context): Promise<void> {
  const since = ctx.now - DELIVERY_DAYS * DAY_MS;
  const [[sent], [shown]] = await ctx.db.batch([selectDelays(ctx.db, since), selectShownDelays(ctx.db, since)]);
  const [notices, page] = [toSeconds(sent), toSeconds(shown)];
  const delays: Delays = {
    ...(notices && { notices: { sent: notices.count, ...notices.within } }),
    ...(page && { page: { changes: page.count, ...page.within } }),
  };
  const isEmpty = Object.keys(delays).length === 0;
  await runIdempotent(ctx, [writeMemory(ctx.db, DELAYS_KEY, isEmpty ? null : JSON.stringify(delays), ctx.now)]);
}

type Times = { sent: number; p50: number | null; p95: number | null };

function toSeconds({ sent: count, p50, p95 }: Times = { sent: 0, p50: null, p95: null }) {
  const seconds = (ms: number) => Math.max(0, Math.round(ms / 100) / 10);
  return p50 === null || p95 === null
    ? null
    : { count, within: { p50_seconds: seconds(p50), p95_seconds: seconds(p95) } };
}

/** The stored figures, as far as there are any. */
export const toDelays = ([row]: readonly { value: string }[]): Delays =>
  (row && Delays.safeParse(JSON.parse(row.value)).data) ?? {};
