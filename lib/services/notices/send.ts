import { runBatch } from "@/db/client";
import { claimSubscribers, selectDue, selectTold } from "@/db/queries/notice-deliveries";
import { insertTokens, type SubscriberRow } from "@/db/queries/subscribers";
import { toMs } from "@/db/time";
import { CHANNELS, type ChannelName, LEASE_MS } from "@/lib/core/notices/channels";
import { isLetter } from "@/lib/core/notices/event";
import { type Plan, planNotices, type Told } from "@/lib/core/notices/plan";
import type { Channel, Outcome } from "@/lib/integrations/channels/channel";
import type { Context } from "@/lib/platform/context";
import type { Sealing } from "@/lib/platform/sealing";
import { findSealing, openChannels, openEnd } from "@/lib/services/subscriptions/ends";
import { type Composed, compose, type DueEvent, toDueEvent } from "./compose";
import { type Attempt, readClaim, recordAttempts } from "./record";

/** How many subscribers a claim takes: a batch of Postmark's; of ends that are posted to one by one, what ten seconds each allow. */
const MAILS = 500;
const ENDS = 30;

type Channels = ReadonlyMap<ChannelName, Channel>;
export type Counts = { sent: number; failed: number };

/** Sends what is due, mail first, as long as there is time. A subscriber whom one tick has claimed is left alone by another. */
export async function sendDue(ctx: Context, isTimeLeft: () => boolean): Promise<Counts> {
  const [sealing, channels] = [findSealing(ctx), openChannels(ctx)];
  const counts: Counts = { sent: 0, failed: 0 };
  if (!sealing) return counts;
  const groups: [readonly ChannelName[], number][] = [
    [["email"], MAILS],
    [CHANNELS.filter((name) => name !== "email"), ENDS],
  ];
  for (const [names, limit] of groups) {
    const configured = names.filter((name) => channels.has(name));
    while (configured.length > 0 && isTimeLeft()) {
      const now = ctx.clock();
      const claim = { now, leaseUntil: now + LEASE_MS, channels: configured, limit };
      const claimed = await claimSubscribers(ctx.db, claim);
      if (claimed.length === 0) break;
      const { sent, failed } = await serve(ctx, { claimed, sealing, channels });
      counts.sent += sent;
      counts.failed += failed;
    }
  }
  return counts;
}

type Claimed = { claimed: readonly SubscriberRow[]; sealing: Sealing; channels: Channels };

/** Decides what each claimed subscriber is told, sends it, and writes down what came of it. */
async function serve(ctx: Context, { claimed, sealing, channels }: Claimed): Promise<Counts> {
  const plans = await planEach(ctx, claimed);
  const opened = await Promise.all(
    claimed.map(async (subscriber) => ({ subscriber, end: await openEnd(sealing, subscriber.sealed) })),
  );
  const at = ctx.clock();
  const planned = opened.flatMap(({ subscriber, end }) =>
    (end ? (plans.get(subscriber.id)?.messages ?? []) : []).map((message) => ({
      subscriber,
      events: message.events,
      composed: end && compose({ subscriber, end, message, at }),
    })),
  );
  const composed = planned.flatMap((message) => message.composed ?? []);
  const tokens = composed.flatMap((message) => message.tokens);
  if (tokens.length > 0) await runBatch(ctx.db, [insertTokens(ctx.db, tokens)]);
  const outcomes = await sendAll(channels, composed);
  const outcomeOf = new Map(composed.map((message, i) => [message, outcomes[i] ?? NO_CHANNEL]));
  const messagesOf = Map.groupBy(planned, ({ subscriber }) => subscriber);
  const attempts = opened.map(({ subscriber, end }): Attempt => {
    const messages = (messagesOf.get(subscriber) ?? []).map(({ events, composed: message }) => ({
      events,
      transport: message?.transport ?? null,
      outcome: (message && outcomeOf.get(message)) ?? UNREADABLE,
    }));
    return { subscriber, isReadable: end !== null, plan: plans.get(subscriber.id) ?? NOTHING, messages };
  });
  await recordAttempts(ctx, attempts);
  const sent = outcomes.filter(({ result }) => result === "sent").length;
  return { sent, failed: outcomes.length - sent };
}

const NOTHING: Plan<DueEvent> = { messages: [], skipped: [], held: [], heldUntil: null };
const UNREADABLE: Outcome = { result: "refused", why: "unreadable" };
const NO_CHANNEL: Outcome = { result: "later", why: "no channel" };

async function planEach(ctx: Context, claimed: readonly SubscriberRow[]): Promise<Map<number, Plan<DueEvent>>> {
  const ids = claimed.map(({ id }) => id);
  const now = ctx.clock();
  const due = await selectDue(ctx.db, ids);
  const subjects = [...new Set(due.filter(({ event }) => !isLetter(event.step)).map(({ event }) => event.subject))];
  const told = subjects.length > 0 ? await selectTold(ctx.db, ids, subjects) : [];
  const dueOf = Map.groupBy(due, ({ subscriberId }) => subscriberId);
  const toldOf = Map.groupBy(told, ({ subscriberId }) => subscriberId);
  return new Map(
    claimed.map((subscriber) => {
      const { id } = subscriber;
      const { sentAt } = readClaim(subscriber);
      const known = (toldOf.get(id) ?? []).map((row): [string, Told] => [
        row.subject,
        { id: row.id, isOver: row.isOver === 1 },
      ]);
      // A notice that waits may be part of a digest; a letter is one by itself.
      const rows = (dueOf.get(id) ?? []).filter(({ event, dueAt }) => !isLetter(event.step) || toMs(dueAt) <= now);
      const tried = rows.filter(({ dueAt }) => toMs(dueAt) <= (sentAt.at(-1) ?? 0));
      const unsure = new Set(tried.map(({ event }) => event.id));
      const events = rows.map(({ event }) => toDueEvent(event));
      return [id, planNotices({ due: events, told: new Map(known), sentAt, unsure }, now)];
    }),
  );
}

/** The outcome of each message, in order: sent by its channel in batches, one batch after the other. */
async function sendAll(channels: Channels, composed: readonly Composed[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = composed.map(() => NO_CHANNEL);
  const byTransport = Map.groupBy(composed.keys(), (i) => composed[i]?.transport);
  for (const [transport, places] of byTransport) {
    const channel = transport && channels.get(transport);
    if (!channel) continue;
    for (let from = 0; from < places.length; from += channel.batch) {
      const batch = places.slice(from, from + channel.batch);
      const results = await channel.send(batch.flatMap((i) => composed[i]?.outgoing ?? []));
      for (const [turn, i] of batch.entries()) outcomes[i] = results[turn] ?? NO_CHANNEL;
    }
  }
  return outcomes;
}
