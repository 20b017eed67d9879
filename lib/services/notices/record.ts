import type { Statement } from "@/db/client";
import { type Attempted, type Settled, settleAttempt } from "@/db/queries/notice-deliveries";
import { insertLetter } from "@/db/queries/notice-events";
import { deleteSubscriber, type SubscriberRow, suppress } from "@/db/queries/subscribers";
import { toMsOrNull } from "@/db/time";
import { DISABLED_AFTER_MS, retryAfter, type SubscriberState } from "@/lib/core/notices/channels";
import { HOURLY_CAP, isLetter } from "@/lib/core/notices/event";
import type { Plan } from "@/lib/core/notices/plan";
import type { Outcome } from "@/lib/integrations/channels/channel";
import type { Context } from "@/lib/platform/context";
import { runIdempotent } from "@/lib/services/retry";
import type { DueEvent } from "./compose";

type Sent = { events: readonly DueEvent[]; outcome: Outcome };

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

/** Writes down what came of a claim, in one batch: a tick that dies before it repeats these messages, and no others. */
export async function recordAttempts(ctx: Context, attempts: readonly Attempt[]): Promise<void> {
  const now = ctx.clock();
  const after = attempts.map((attempt) => ({ attempt, attempted: toAttempted(attempt, now) }));
  await runIdempotent(ctx, [
    ...settleAttempt(
      ctx.db,
      {
        deliveries: after.flatMap(({ attempt, attempted }) => settle(attempt, attempted.state)),
        attempted: after.map(({ attempted }) => attempted),
      },
      now,
    ),
    ...after.flatMap(({ attempt, attempted }) => findConsequences(ctx, attempt, attempted.state)),
  ]);
}

function settle({ subscriber, isReadable, plan, messages }: Attempt, state: SubscriberState): Settled[] {
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
    ...messages.flatMap(({ events, outcome }) =>
      events.map(({ id }) => ({ ...row, eventId: id, ...toState(outcome, state) })),
    ),
  ];
}

function toState({ result }: Outcome, state: SubscriberState): Pick<Settled, "state" | "reason"> {
  if (result === "sent") return { state: "sent", reason: null };
  if (result !== "later") return { state: "failed", reason: result };
  return state === "disabled" ? { state: "failed", reason: "disabled" } : { state: "due", reason: "retried" };
}

const mayHaveArrived = (outcome: Outcome): boolean =>
  outcome.result === "sent" || (outcome.result === "later" && outcome.isUnanswered === true);

const isNotice = ({ events }: Sent): boolean => events.every(({ step }) => !isLetter(step));

function toAttempted(attempt: Attempt, now: number): Attempted {
  const { subscriber, plan, messages } = attempt;
  const outcomes = messages.map(({ outcome }) => outcome);
  const later = outcomes.find(({ result }) => result === "later");
  const failingSince = findFailing(attempt, outcomes, now);
  const sent = messages.filter((message) => mayHaveArrived(message.outcome) && isNotice(message));
  const { claimedAt, sentAt } = readClaim(subscriber);
  const state = nextState(attempt, failingSince, now);
  const isRetried = later !== undefined && state !== "disabled";
  const isUntried = messages.length === 0 && plan.held.length > 0;
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
function findFailing({ subscriber, plan }: Attempt, outcomes: readonly Outcome[], now: number): number | null {
  const before = toMsOrNull(subscriber.failingSince);
  if (outcomes.some(({ result }) => result === "later"))
    return outcomes.some(({ result }) => result === "sent") ? now : (before ?? now);
  return outcomes.length === 0 && plan.held.length > 0 ? before : null;
}

const isGone = ({ messages }: Attempt): boolean => messages.some(({ outcome }) => outcome.result === "gone");

function nextState(attempt: Attempt, failingSince: number | null, now: number): SubscriberState {
  const { subscriber, messages } = attempt;
  const isOut = failingSince !== null && now - failingSince >= DISABLED_AFTER_MS;
  if (isGone(attempt) || (isOut && subscriber.channel !== "email")) return "disabled";
  const hasAnswered = messages.some(({ events, outcome }) => outcome.result === "sent" && events[0]?.step === "ping");
  return subscriber.state === "verifying" && hasAnswered ? "confirmed" : subscriber.state;
}

/** An address that is gone is deleted: a mail's stays suppressed by its hash, a browser's is nobody's any more. Of another end its contact hears. */
function findConsequences({ db, clock }: Context, attempt: Attempt, state: SubscriberState): Statement[] {
  const { subscriber } = attempt;
  if (state !== "disabled" || subscriber.state === "disabled") return [];
  const { id, channel, addressHash } = subscriber;
  if (channel === "push") return deleteSubscriber(db, id);
  if (channel === "email") return [suppress(db, addressHash, "inactive", clock()), ...deleteSubscriber(db, id)];
  return insertLetter(db, { to: { id }, letter: "disabled" }, clock());
}
