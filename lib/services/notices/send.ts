import { claimSubscribers } from "@/db/queries/notice-deliveries";
import type { SubscriberRow } from "@/db/queries/subscribers";
import { CHANNELS, type ChannelName, LEASE_MS } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import { findSealing, openChannels } from "@/lib/services/subscriptions/ends";
import { type Claimed, type Counts, serveClaim } from "./serve-claim";

/** Channels that share a queue, and how many subscribers a claim takes: a batch of Postmark's; of ends that are posted to one by one, fewer. */
type Queue = { names: readonly ChannelName[]; limit: number };
const MAIL: Queue = { names: ["email"], limit: 500 };
const ENDS: readonly Queue[] = [
  { names: CHANNELS.filter((name) => name !== "email" && name !== "push"), limit: 30 },
  { names: ["push"], limit: 30 },
];

/** So long mail is sent before the other queues have a turn: slow ends take no time of what a batch sends to hundreds. */
const MAIL_FIRST_MS = 12_000;

/** Sends what is due as long as there is time: mail first, then a claim of each queue in turn, so that none waits for the end of another. A subscriber whom one tick has claimed is left alone by another. */
export async function sendDue(ctx: Context, isTimeLeft: () => boolean): Promise<Counts> {
  const [sealing, channels, startedMs] = [findSealing(ctx), openChannels(ctx), ctx.elapsed()];
  const counts: Counts = { sent: 0, failed: 0 };
  if (!sealing) return counts;
  /** Whether there may be more to send there in this tick: nothing more goes to a mail service that takes nothing. */
  const serve = async (queue: Queue): Promise<boolean> => {
    const names = queue.names.filter((name) => channels.has(name));
    if (names.length === 0 || !isTimeLeft()) return false;
    const counted = await serveQueue(ctx, { ...queue, names, sealing, channels, isTimeLeft });
    if (counted === null) return false;
    counts.sent += counted.sent;
    counts.failed += counted.failed;
    return queue !== MAIL || counted.sent > 0 || counted.failed === 0;
  };
  let isMailDue = true;
  while (isMailDue && ctx.elapsed() - startedMs < MAIL_FIRST_MS) isMailDue = await serve(MAIL);
  for (let queues = isMailDue ? [...ENDS, MAIL] : ENDS; queues.length > 0; ) {
    const filled: Queue[] = [];
    for (const queue of queues) if (await serve(queue)) filled.push(queue);
    queues = filled;
  }
  return counts;
}

const byId = (a: SubscriberRow, b: SubscriberRow): number => a.id - b.id;

/** By a claim's own order: this attempt, which is counted, is the first of an end that has not failed. */
const liveFirst = (a: SubscriberRow, b: SubscriberRow): number =>
  Number(a.attempts > 1) - Number(b.attempts > 1) || byId(a, b);

type Turn = Pick<Claimed, "sealing" | "channels" | "isTimeLeft"> & Queue;

/** One claim of a queue; null where nothing is due there. */
async function serveQueue(ctx: Context, { names, limit, ...turn }: Turn): Promise<Counts | null> {
  const [now, claimedMs] = [ctx.clock(), ctx.elapsed()];
  const claim = { now, leaseUntil: now + LEASE_MS, channels: names, limit };
  const claimed = (await claimSubscribers(ctx.db, claim)).toSorted(names.includes("email") ? byId : liveFirst);
  if (claimed.length === 0) return null;
  const portion = Math.min(...names.map((name) => turn.channels.get(name)?.batch ?? 1));
  return serveClaim(ctx, { ...turn, claimed, claimedMs, portion });
}
