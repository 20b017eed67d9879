import type { Statement } from "@/db/client";
import { type Attempted, type Settled, settleAttempt, skipDue } from "@/db/queries/notice-deliveries";
import { insertLetter } from "@/db/queries/notice-events";
import { deleteSubscriber, type SubscriberRow, suppress } from "@/db/queries/subscribers";
import { toMsOrNull } from "@/db/time";
import {
  type ChannelName,
  DISABLED_AFTER_MS,
  PING_MS,
  retryAfter,
  retryAfterAge,
  type SubscriberState,
} from "@/lib/core/notices/channels";
import { HOURLY_CAP, isLetter } from "@/lib/core/notices/event";
import type { Plan } from "@/lib/core/notices/plan";
import type { Outcome } from "@/lib/integrations/channels/channel";
import type { Context } from "@/lib/platform/context";
import { runIdempotent, withOwnBudget } from "@/lib/services/retry";
import type { DueEvent } from "./compose";

/** A message, by which channel it went (null: it could not be read), and what came of it; with `takenAt`, an earlier attempt had sent it. */
export type Sent = {
  events: readonly DueEvent[];
  transport: ChannelName | null;
  outcome: Outcome;
  takenAt?: number;
};

/** One claimed subscriber: what was decided, and what came of each message. */
export type Attempt = {
  subscriber: SubscriberRow;
  /** Whether the end could be opened; one that was sealed with another key is lost. */
  isReadable: boolean;
  plan: Plan<DueEvent>;
  messages: readonly Sent[];
};

/** When a subscriber was claimed, and when messages went out before. What was due by the last of these and still is may have been sent. */
export function readClaim({ lastSent }: SubscriberRow): { claimedAt: number; sentAt: readonly number[] } {
  const times: number[] = JSON.parse(lastSent);
  return { claimedAt: times.at(-1) ?? 0, sentAt: times.slice(0, -1) };
}

/**
 * Writes down what came of a claim, in one batch: a tick that dies before it repeats these messages, and no others. So it is tried again
 * however late the answers came.
 */
export async function recordAttempts(ctx: Context, attempts: readonly Attempt[]): Promise<void> {
  const now = ctx.clock();
  const after = attempts.map((attempt) => ({ attempt, attempted: toAttempted(attempt, now) }));
  await runIdempotent(withOwnBudget(ctx), [
    ...settleAttempt(
      ctx.db,
      {
        deliveries: after.flatMap(({ attempt, attempted }) => settle(attempt, attempted.state, now)),
        attempted: after.map(({ attempted }) => attempted),
      },
      now,
    ),
    ...after.flatMap(({ attempt, attempted }) => findConsequences(ctx, attempt, attempted.state)),
  ]);
}

/** Leaves subscribers who were claimed, and nothing was sent to, as they were before: due at once. */
export async function giveBack(ctx: Context, claimed: readonly Pick<Attempt, "subscriber">[]): Promise<void> {
  const now = ctx.clock();
  const attempted = claimed.map(({ subscriber }): Attempted => {
    const { id, state, attempts, failingSince } = subscriber;
    return {
      ...{ id, state, was: state, attempts: attempts - 1, nextAttemptAt: now },
      ...{ failingSince: toMsOrNull(failingSince), lastSent: readClaim(subscriber).sentAt },
    };
  });
  await runIdempotent(withOwnBudget(ctx), settleAttempt(ctx.db, { deliveries: [], attempted }, now));
}

/** Whether a message went to the end itself. A letter to its contact says nothing of it, and has a wait of its own. */
const isOwn =
  ({ channel }: SubscriberRow) =>
  ({ transport }: Sent): boolean =>
    transport === channel;

function settle({ subscriber, isReadable, plan, messages }: Attempt, state: SubscriberState, now: number): Settled[] {
  const row = { subscriberId: subscriber.id, dueAt: null };
  const unread = isReadable ? [] : plan.messages.flatMap(({ events }) => events);
  return [
    ...unread.map(({ id }) => ({ ...row, eventId: id, state: "failed" as const, reason: "unreadable" })),
    ...plan.skipped.map(({ event, reason }) => {
      const state = reason === "expired" ? ("failed" as const) : ("skipped" as const);
      return { ...row, eventId: event.id, state, reason };
    }),
    ...plan.held.map(({ id }) => ({
      ...row,
      eventId: id,
      state: "due" as const,
      reason: "capped",
      dueAt: plan.heldUntil,
    })),
    ...messages.flatMap((message) => {
      const became = isOwn(subscriber)(message) ? settleOwn(message, state, now) : settleLetter(message, now);
      const sentAt = isUnanswered(message.outcome) ? readClaim(subscriber).claimedAt : (message.takenAt ?? null);
      return message.events.map(({ id }) => ({ ...row, eventId: id, ...became, sentAt }));
    }),
  ];
}

type Became = Pick<Settled, "state" | "reason" | "dueAt">;

function toState({ result }: Outcome, state: SubscriberState): Became {
  if (result === "sent") return { state: "sent", reason: null, dueAt: null };
  const failed = { state: "failed", dueAt: null } as const;
  if (result !== "later") return { ...failed, reason: result };
  return state === "disabled" ? { ...failed, reason: "disabled" } : { state: "due", reason: "retried", dueAt: null };
}

/** A ping waits by itself, so that what else comes to be due to an end that fails is tried by the end's own waits. */
function settleOwn({ events, outcome }: Sent, state: SubscriberState, now: number): Became {
  const became = toState(outcome, state);
  const mayWait = became.state === "due" && state === "confirmed" && events[0]?.step === "ping";
  return mayWait ? { ...became, dueAt: now + PING_MS } : became;
}

/** A letter to an end's contact is tried again whatever has become of the end. */
function settleLetter({ events, outcome }: Sent, now: number): Became {
  const became = toState(outcome, "confirmed");
  const writtenAt = events[0]?.at ?? now;
  return outcome.result === "later"
    ? { ...became, dueAt: now + retryAfterAge(now - writtenAt, outcome.afterS) }
    : became;
}

const isUnanswered = (outcome: Outcome): boolean => outcome.result === "later" && outcome.isUnanswered === true;

/** Whether a message counts in the cap of an hour; one that an earlier attempt had sent counted then. */
const isCounted = ({ events, outcome, takenAt }: Sent): boolean =>
  takenAt === undefined &&
  (outcome.result === "sent" || isUnanswered(outcome)) &&
  events.every(({ step }) => !isLetter(step));

function toAttempted(attempt: Attempt, now: number): Attempted {
  const { subscriber, plan } = attempt;
  const own = attempt.messages.filter(isOwn(subscriber));
  const outcomes = own.map(({ outcome }) => outcome);
  const later = outcomes.find(({ result }) => result === "later");
  const failingSince = findFailing(attempt, outcomes, now);
  const sent = own.filter(isCounted);
  const { claimedAt, sentAt } = readClaim(subscriber);
  const state = nextState(subscriber, own, { failingSince, now });
  const isRetried = later !== undefined && state !== "disabled";
  const isUntried = own.length === 0 && (plan.held.length > 0 || needsPing(attempt));
  return {
    id: subscriber.id,
    was: subscriber.state,
    state,
    attempts: isRetried ? subscriber.attempts : isUntried ? subscriber.attempts - 1 : 0,
    nextAttemptAt: isRetried ? now + retryAfter(subscriber.attempts, later.result === "later" ? later.afterS : 0) : now,
    failingSince,
    lastSent: [...sentAt, ...sent.map(() => claimedAt)].slice(-HOURLY_CAP),
  };
}

/** Since when an end has failed without a break, or null: whatever it took, and a time in which nothing waits for it, is one (contract §20.3). */
function findFailing(attempt: Attempt, outcomes: readonly Outcome[], now: number): number | null {
  const { subscriber, plan } = attempt;
  const before = toMsOrNull(subscriber.failingSince);
  if (outcomes.some(({ result }) => result === "later"))
    return outcomes.some(({ result }) => result === "sent") ? now : (before ?? now);
  return needsPing(attempt) || (outcomes.length === 0 && plan.held.length > 0) ? before : null;
}

/** Whether nothing is left for a webhook or chat that fails: a ping waits for it from then on, so that it is well again or off in the end (contract §20.3). */
function needsPing({ subscriber, isReadable, plan, messages }: Attempt): boolean {
  const { channel, state, failingSince } = subscriber;
  const isFailing = failingSince !== null && state === "confirmed" && channel !== "email" && channel !== "push";
  return isFailing && isReadable && plan.held.length === 0 && !messages.some(isOwn(subscriber));
}

type Failing = { failingSince: number | null; now: number };

function nextState({ channel, state }: SubscriberRow, own: readonly Sent[], { failingSince, now }: Failing) {
  const isOut = failingSince !== null && now - failingSince >= DISABLED_AFTER_MS;
  const isGone = own.some(({ outcome }) => outcome.result === "gone");
  if (isGone || (isOut && channel !== "email")) return "disabled";
  const hasAnswered = own.some(({ events, outcome }) => outcome.result === "sent" && events[0]?.step === "ping");
  return state === "verifying" && hasAnswered ? "confirmed" : state;
}

/** An address that is gone is deleted, with what was due to it: a mail's stays suppressed by its hash, a browser's is nobody's any more. Of another end its contact hears. */
function findConsequences({ db, clock }: Context, attempt: Attempt, state: SubscriberState): Statement[] {
  const { subscriber } = attempt;
  const { id, channel, addressHash } = subscriber;
  if (needsPing(attempt)) return insertLetter(db, { to: { id }, letter: "ping" }, clock());
  if (state !== "disabled" || subscriber.state === "disabled") return [];
  if (channel === "push") return [skipDue(db, id, "gone"), ...deleteSubscriber(db, id)];
  if (channel === "email")
    return [suppress(db, addressHash, "inactive", clock()), skipDue(db, id, "suppressed"), ...deleteSubscriber(db, id)];
  return insertLetter(db, { to: { id }, letter: "disabled" }, clock());
}
