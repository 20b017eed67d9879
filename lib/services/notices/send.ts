import { claimSubscribers } from "@/db/queries/notice-deliveries";
import { CHANNELS, type ChannelName, LEASE_MS } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import { findSealing, openChannels } from "@/lib/services/subscriptions/ends";
import { type Counts, serveClaim } from "./serve-claim";

/** Channels that share a queue, and how many subscribers a claim takes: a batch of Postmark's; of ends that are posted to one by one, fewer. */
const QUEUES: readonly { names: readonly ChannelName[]; limit: number }[] = [
  { names: ["email"], limit: 500 },
  { names: CHANNELS.filter((name) => name !== "email" && name !== "push"), limit: 30 },
  { names: ["push"], limit: 30 },
];

/** Sends what is due as long as there is time: a claim of each queue in turn, so that none waits for the end of another. A subscriber whom one tick has claimed is left alone by another. */
export async function sendDue(ctx: Context, isTimeLeft: () => boolean): Promise<Counts> {
  const [sealing, channels] = [findSealing(ctx), openChannels(ctx)];
  const counts: Counts = { sent: 0, failed: 0 };
  if (!sealing) return counts;
  let queues = QUEUES.map(({ names, limit }) => ({ names: names.filter((name) => channels.has(name)), limit }));
  while (queues.length > 0) {
    const filled: typeof queues = [];
    for (const queue of queues) {
      if (queue.names.length === 0 || !isTimeLeft()) continue;
      const [now, claimedMs] = [ctx.clock(), ctx.elapsed()];
      const claim = { now, leaseUntil: now + LEASE_MS, channels: queue.names, limit: queue.limit };
      const claimed = (await claimSubscribers(ctx.db, claim)).toSorted((a, b) => a.id - b.id);
      if (claimed.length === 0) continue;
      filled.push(queue);
      const portion = Math.min(...queue.names.map((name) => channels.get(name)?.batch ?? 1));
      const { sent, failed } = await serveClaim(ctx, { claimed, claimedMs, sealing, channels, portion, isTimeLeft });
      counts.sent += sent;
      counts.failed += failed;
    }
    queues = filled;
  }
  return counts;
}
