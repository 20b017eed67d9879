import { runBatch } from "@/db/client";
import { insertTokens, type SubscriberRow } from "@/db/queries/subscribers";
import { LEASE_MS } from "@/lib/core/notices/channels";
import { type Plan, planNotices, type Waiting, withTold } from "@/lib/core/notices/plan";
import { type Outcome, SENT } from "@/lib/integrations/channels/channel";
import type { Context } from "@/lib/platform/context";
import type { Sealing } from "@/lib/platform/sealing";
import { openEnd } from "@/lib/services/subscriptions/ends";
import { type Channels, type Composed, compose, type DueEvent, type Opened } from "./compose";
import { findTaken, type Taken } from "./find-taken";
import { readWaiting } from "./read-waiting";
import { type Attempt, giveBack, recordAttempts, type Sent } from "./record";

/** For how long a claim begins new portions; the first begins later too, while there is time to write down what came of it. */
const TURN_MS = 5_000;
const LATEST_MS = LEASE_MS / 2;

export type Counts = { sent: number; failed: number };

export type Claimed = {
  claimed: readonly SubscriberRow[];
  /** When it was claimed, by the clock that measures spans. */
  claimedMs: number;
  sealing: Sealing;
  channels: Channels;
  /** How many messages a portion has, unless one subscriber has more. */
  portion: number;
  isTimeLeft: () => boolean;
};

/** A claimed subscriber: what an earlier attempt has sent, and what is sent now. */
type Planned = Opened & { taken: readonly Taken[]; plan: Plan<DueEvent> };

/**
 * Decides what each claimed subscriber is told, sends it and writes down what came of it, a portion at a time, so that it is written well
 * before the claim ends. What is not begun in time, or waits behind a batch without an answer, is given back.
 */
export async function serveClaim(ctx: Context, claim: Claimed): Promise<Counts> {
  const portions = intoPortions(await planEach(ctx, claim), claim.portion);
  const counts: Counts = { sent: 0, failed: 0 };
  let begun = 0;
  for (const portion of portions) {
    if (!mayBegin(ctx, claim, begun)) break;
    begun++;
    const messages = await servePortion(ctx, claim, portion);
    const sent = messages.filter(({ outcome }) => outcome.result === "sent").length;
    counts.sent += sent;
    counts.failed += messages.length - sent;
    if (messages.some((message) => isAskedAfter(claim.channels, message))) break;
  }
  await giveBack(ctx, portions.slice(begun).flat());
  return counts;
}

function mayBegin(ctx: Context, { claimedMs, isTimeLeft }: Claimed, begun: number): boolean {
  const spentMs = ctx.elapsed() - claimedMs;
  return begun === 0 ? spentMs < LATEST_MS : spentMs < TURN_MS && isTimeLeft();
}

/** Whether a later attempt asks if this message was taken: then a claim sends one such batch alone, so that its time tells batches apart. */
const isAskedAfter = (channels: Channels, { transport, outcome }: Sent): boolean =>
  outcome.result === "later" && outcome.isUnanswered === true && !!transport && !!channels.get(transport)?.wasTaken;

async function planEach(ctx: Context, { claimed, sealing, channels }: Claimed): Promise<Planned[]> {
  const waitingOf = await readWaiting(ctx, claimed);
  const opened = await Promise.all(
    claimed.map(async (subscriber): Promise<Opened> => {
      const waiting = waitingOf.get(subscriber.id) ?? NOTHING;
      return { subscriber, end: await openEnd(sealing, subscriber.sealed), waiting };
    }),
  );
  const takenOf = await findTaken(channels, opened);
  const now = ctx.clock();
  return opened.map((one) => {
    const taken = takenOf.get(one.subscriber.id) ?? [];
    const told = taken.flatMap(({ events }) => events);
    return { ...one, taken, plan: planNotices(withTold(one.waiting, told), now) };
  });
}

const NOTHING: Waiting<DueEvent> = { due: [], told: new Map(), sentAt: [], unsure: new Map() };

/** Subscribers in portions of so many messages; one subscriber's stay together. */
function intoPortions(planned: readonly Planned[], size: number): Planned[][] {
  const portions: Planned[][] = [];
  let room = 0;
  for (const one of planned) {
    const count = one.plan.messages.length;
    if (portions.length === 0 || count > room) {
      portions.push([]);
      room = size;
    }
    portions.at(-1)?.push(one);
    room -= count;
  }
  return portions;
}

/** Sends to these subscribers, and writes down what came of it. */
async function servePortion(ctx: Context, { channels }: Claimed, portion: readonly Planned[]): Promise<Sent[]> {
  const at = ctx.clock();
  const planned = portion.flatMap(({ subscriber, end, plan }) =>
    (end ? plan.messages : []).map((message) => ({
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
  const attempts = portion.map(({ subscriber, end, plan, taken }): Attempt => {
    const messages = (messagesOf.get(subscriber) ?? []).map(({ events, composed: message }) => ({
      events,
      transport: message?.transport ?? null,
      outcome: (message && outcomeOf.get(message)) ?? UNREADABLE,
    }));
    const before = taken.map((message): Sent => ({ ...message, outcome: SENT, takenAt: message.at }));
    return { subscriber, isReadable: end !== null, plan, messages: [...before, ...messages] };
  });
  await recordAttempts(ctx, attempts);
  return attempts.flatMap(({ messages }) => messages);
}

const UNREADABLE: Outcome = { result: "refused", why: "unreadable" };
const NO_CHANNEL: Outcome = { result: "later", why: "no channel" };

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
