import { and, eq, gt, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import {
  subscriberContacts,
  subscriberMarks,
  subscriberSuppressions,
  subscribers,
  subscriberTokens,
} from "@/db/schema/subscribers";
import { statement } from "@/db/statement";
import { toText, toTextOrNull } from "@/db/time";
import { type ChannelName, OPERATORS, type SubscriberState, type TokenPurpose } from "@/lib/core/notices/channels";
import type { LeastSeverity, NoticeKind } from "@/lib/core/notices/event";
import { countPending } from "./sign-up-limits";

export type SubscriberRow = typeof subscribers.$inferSelect;

/** What a subscriber hears of; an empty list of surfaces is all. */
export type Choices = {
  kinds: readonly NoticeKind[];
  surfaces: readonly string[];
  leastSeverity: LeastSeverity;
  language: string;
  zone: string;
};

const toColumns = ({ kinds, surfaces, leastSeverity, language, zone }: Choices) => ({
  kinds: JSON.stringify(kinds),
  surfaces: JSON.stringify(surfaces),
  leastSeverity,
  language,
  zone,
});

export type NewSubscriber = Choices & {
  channel: ChannelName;
  state: SubscriberState;
  addressHash: string;
  /** Of the mail address that letters go to; null where none do. */
  contactHash: string | null;
  sealed: string;
};

/** The reason of who has unsubscribed: only an import keeps away from them. */
export const UNSUBSCRIBED = "unsubscribed";

/** How a subscriber is registered: up to how many may be unconfirmed (null: any number), and whether one who is confirmed is replaced. */
type Registering = { mostPending: number | null; isReplacing: boolean; within?: SQL };

/**
 * Registers a subscriber, unless the address or its contact is suppressed or too many are unconfirmed. One who has confirmed stays as it
 * is, or is replaced; so does one whose letter waits, since it must say what was asked for. An unconfirmed one keeps its time.
 */
export function insertSubscriber(
  db: Db,
  subscriber: NewSubscriber,
  { mostPending, isReplacing, within = sql`1` }: Registering,
  now: number,
): Statement {
  const { channel, state, addressHash, contactHash, sealed, ...choices } = subscriber;
  const { kinds, surfaces, leastSeverity, language, zone } = toColumns(choices);
  const at = toText(now);
  return statement(
    db,
    sql`INSERT INTO subscribers (channel, state, address_hash, sealed, language, zone, kinds, surfaces, least_severity, next_attempt_at, created_at, confirmed_at)
    SELECT ${channel}, ${state}, ${addressHash}, ${sealed}, ${language}, ${zone}, ${kinds}, ${surfaces}, ${leastSeverity}, ${at}, ${at}, ${state === "confirmed" ? at : null}
    WHERE NOT EXISTS (SELECT 1 FROM subscriber_suppressions WHERE address_hash IN (${addressHash}, ${contactHash})
        AND reason <> ${UNSUBSCRIBED})
      AND (${mostPending} IS NULL OR ${countPending} < ${mostPending}) AND ${within}
    ON CONFLICT (address_hash) DO UPDATE SET state = excluded.state, sealed = excluded.sealed, language = excluded.language, zone = excluded.zone,
      kinds = excluded.kinds, surfaces = excluded.surfaces, least_severity = excluded.least_severity,
      created_at = CASE subscribers.state WHEN 'pending' THEN subscribers.created_at ELSE excluded.created_at END,
      confirmed_at = excluded.confirmed_at, failing_since = NULL
    WHERE ${isReplacing ? 1 : 0} OR subscribers.state = 'disabled' OR subscribers.state = 'pending' AND (excluded.state = 'confirmed'
      OR NOT EXISTS (SELECT 1 FROM notice_deliveries d WHERE d.state = 'due' AND d.subscriber_id = subscribers.id))`,
  );
}

export type NewToken = { hash: string; purpose: TokenPurpose; expiresAt: number | null };

/** A token of the subscriber who has this sealed address: of none where another sign-up's holds. */
export const insertTokenOfSealed = (db: Db, { hash, purpose, expiresAt }: NewToken, sealed: string): Statement =>
  statement(
    db,
    sql`INSERT INTO subscriber_tokens (hash, purpose, subscriber_id, expires_at)
    SELECT ${hash}, ${purpose}, id, ${toTextOrNull(expiresAt)} FROM subscribers WHERE sealed = ${sealed} ON CONFLICT DO NOTHING`,
  );

export const insertTokens = (db: Db, tokens: readonly (NewToken & { subscriberId: number })[]): Statement =>
  statement(
    db,
    sql`INSERT INTO subscriber_tokens (hash, purpose, subscriber_id, expires_at)
    SELECT value ->> 'hash', value ->> 'purpose', value ->> 'subscriberId', value ->> 'expiresAt'
    FROM json_each(${JSON.stringify(tokens.map((token) => ({ ...token, expiresAt: toTextOrNull(token.expiresAt) })))})
    WHERE true ON CONFLICT DO NOTHING`,
  );

/** Puts the operators' hook among the subscribers, once (contract §16.1): of no kind, so no notice reaches it, and with nothing sealed, since its URL is a setting. */
export const insertOperators = (db: Db, now: number) =>
  db
    .insert(subscribers)
    .values({
      ...{ id: OPERATORS, channel: "slack", state: "confirmed", addressHash: "operators", sealed: "", kinds: "[]" },
      ...{ language: "en", nextAttemptAt: toText(now), createdAt: toText(now) },
    })
    .onConflictDoNothing();

/** The subscriber whose token this is, while it holds. */
export const selectByToken = (db: Db, hash: string, purposes: readonly TokenPurpose[], now: number) =>
  db
    .select({ subscriber: subscribers })
    .from(subscriberTokens)
    .innerJoin(subscribers, eq(subscribers.id, subscriberTokens.subscriberId))
    .where(
      and(
        eq(subscriberTokens.hash, hash),
        sql`${subscriberTokens.purpose} IN (SELECT value FROM json_each(${JSON.stringify(purposes)}))`,
        or(isNull(subscriberTokens.expiresAt), gt(subscriberTokens.expiresAt, toText(now))),
      ),
    );

export const updateChoices = (db: Db, id: number, choices: Choices): Statement =>
  db.update(subscribers).set(toColumns(choices)).where(eq(subscribers.id, id));

/** Deletes a subscriber and every link of theirs. */
export const deleteSubscriber = (db: Db, id: number): Statement[] => [
  statement(
    db,
    sql`DELETE FROM subscriber_confirmations WHERE token_hash IN (SELECT hash FROM subscriber_tokens WHERE subscriber_id = ${id})`,
  ),
  db.delete(subscribers).where(eq(subscribers.id, id)),
  db.delete(subscriberTokens).where(eq(subscriberTokens.subscriberId, id)),
  db.delete(subscriberContacts).where(eq(subscriberContacts.subscriberId, id)),
];

export const selectByHash = (db: Db, addressHash: string) =>
  db
    .select({ id: subscribers.id, softBounces: subscribers.softBounces })
    .from(subscribers)
    .where(eq(subscribers.addressHash, addressHash));

/** The webhooks and chats whose letters go to this address. */
export const selectByContact = (db: Db, contactHash: string) =>
  db
    .select({ id: subscribers.id, state: subscribers.state })
    .from(subscriberContacts)
    .innerJoin(subscribers, eq(subscribers.id, subscriberContacts.subscriberId))
    .where(and(eq(subscriberContacts.contactHash, contactHash), ne(subscribers.addressHash, contactHash)));

export const updateSoftBounces = (db: Db, id: number, bounces: readonly object[]): Statement =>
  db
    .update(subscribers)
    .set({ softBounces: JSON.stringify(bounces) })
    .where(eq(subscribers.id, id));

/** Keeps an address's keyed hash, so that nothing goes there again. */
export const suppress = (db: Db, addressHash: string, reason: string, now: number): Statement =>
  db
    .insert(subscriberSuppressions)
    .values({ addressHash, reason, createdAt: toText(now) })
    .onConflictDoUpdate({
      target: subscriberSuppressions.addressHash,
      set: { reason },
      setWhere: eq(subscriberSuppressions.reason, UNSUBSCRIBED),
    });

/** Keeps the keyed hash of a mail address that unsubscribes, so that no import brings it back: a statement before its deletion. */
export const keepUnsubscribed = (db: Db, id: number, now: number): Statement =>
  statement(
    db,
    sql`INSERT INTO subscriber_suppressions (address_hash, reason, created_at)
    SELECT address_hash, ${UNSUBSCRIBED}, ${toText(now)} FROM subscribers WHERE id = ${id} AND channel = 'email' ON CONFLICT DO NOTHING`,
  );

/** Forgets that a person had unsubscribed, now that they have confirmed anew. */
export const forgetUnsubscribed = (db: Db, addressHash: string): Statement =>
  db
    .delete(subscriberSuppressions)
    .where(and(eq(subscriberSuppressions.addressHash, addressHash), eq(subscriberSuppressions.reason, UNSUBSCRIBED)));

const DAY_MS = 86_400_000;

/** Deletes who has not confirmed in time, links that have ended, links and contacts of nobody, and what no limit counts any more. */
export const deleteUnconfirmed = (db: Db, before: number, now: number): Statement[] => [
  db
    .delete(subscribers)
    .where(and(sql`${subscribers.state} IN ('pending', 'verifying')`, lt(subscribers.createdAt, toText(before)))),
  statement(
    db,
    sql`DELETE FROM subscriber_tokens WHERE expires_at < ${toText(now)} OR subscriber_id NOT IN (SELECT id FROM subscribers)`,
  ),
  statement(
    db,
    sql`DELETE FROM subscriber_confirmations WHERE token_hash NOT IN (SELECT hash FROM subscriber_tokens WHERE purpose = 'confirm')`,
  ),
  statement(db, sql`DELETE FROM subscriber_contacts WHERE subscriber_id NOT IN (SELECT id FROM subscribers)`),
  db.delete(subscriberMarks).where(lt(subscriberMarks.at, toText(now - DAY_MS))),
];

/** How many there are, by channel and state. */
export const countSubscribers = (db: Db) =>
  db
    .select({ channel: subscribers.channel, state: subscribers.state, count: sql<number>`count(*)`.as("count") })
    .from(subscribers)
    .where(gt(subscribers.id, OPERATORS))
    .groupBy(subscribers.channel, subscribers.state);

/** How many confirmed ones chose each surface; the empty id stands for those who hear of all. */
export const countBySurface = (db: Db) =>
  db
    .select({
      surfaceId: sql<string>`coalesce(j.value, '')`.as("surface_id"),
      count: sql<number>`count(*)`.as("count"),
    })
    .from(sql`subscribers s LEFT JOIN json_each(s.surfaces) j`)
    .where(sql`s.state = 'confirmed' AND s.id > ${OPERATORS}`)
    .groupBy(sql`1`);
