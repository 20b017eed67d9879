/** The ways to be told (contract §20.4). */
export const CHANNELS = ["email", "webhook", "slack", "discord", "teams", "google_chat", "push"] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** The number under which the operators' hook stands in the outbox; subscribers' own begin at 1. */
export const OPERATORS = 0;

/** The number under which the page itself stands there: when readers could see an incident's event. */
export const PAGE = -1;

/** `verifying`: the person has confirmed, and the end has not answered a ping yet. `disabled`: the end has failed for days. */
export const SUBSCRIBER_STATES = ["pending", "verifying", "confirmed", "disabled"] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** What a link in a mail may do, each token one thing. */
export const TOKEN_PURPOSES = ["confirm", "manage", "unsubscribe"] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

const HOUR_MS = 3_600_000;

/** How long a token holds; null: as long as its subscriber. */
export const TOKEN_LIFE_MS: Record<TokenPurpose, number | null> = {
  confirm: 24 * HOUR_MS,
  manage: 7 * 24 * HOUR_MS,
  unsubscribe: null,
};

/** When an unconfirmed subscriber is deleted, and how long deliveries are kept. */
export const UNCONFIRMED_MS = 48 * HOUR_MS;
export const DELIVERY_DAYS = 30;

/** An end that fails for this long is disabled, and its contact is told. */
export const DISABLED_AFTER_MS = 72 * HOUR_MS;

/** A mail that came back for a while. */
type SoftBounce = { id: number; at: number };

/** So many mails that came back within a week end an address as one does that came back for good. */
const MOST_SOFT_BOUNCES = 3;
const SOFT_SPAN_MS = 7 * 24 * HOUR_MS;

/** An address's bounces of the last week with this one, which may be told twice, and whether they end it. */
export function countSoftBounce(before: readonly SoftBounce[], { id, at }: SoftBounce) {
  const recent = before.filter((bounce) => bounce.id !== id && at - bounce.at < SOFT_SPAN_MS);
  const bounces = [...recent, { id, at }];
  return { bounces, isOver: bounces.length >= MOST_SOFT_BOUNCES };
}

/** A failure that is further from the one before begins anew. */
export const FAILING_GAP_MS = 24 * HOUR_MS;

/** How long a ping to a confirmed end that fails waits, where nothing else is due to it. */
export const PING_MS = 6 * HOUR_MS;

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 30 * 60_000;

/** How long a claim holds, so that a tick that dies leaves its subscribers to a later one. */
export const LEASE_MS = 2 * 60_000;

/** How long an end is left alone after so many attempts in a row; its own wish counts where it is longer, up to an hour. */
export const retryAfter = (attempts: number, wishedS = 0): number =>
  Math.max(Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LAST_RETRY_MS), Math.min(wishedS, 3_600) * 1_000);

/** The same for a message that is as old as this, where nothing counts its attempts: each wait doubles its age. */
export const retryAfterAge = (ageMs: number, wishedS = 0): number =>
  Math.max(Math.min(Math.max(ageMs, FIRST_RETRY_MS), LAST_RETRY_MS), Math.min(wishedS, 3_600) * 1_000);
