import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CHANNELS, SUBSCRIBER_STATES, TOKEN_PURPOSES } from "@/lib/core/notices/channels";
import { LEAST_SEVERITIES } from "@/lib/core/notices/event";
import { oneOf } from "./columns";

/** Who is told, and of what. Where they are told is sealed; `address_hash` is keyed, and finds a row by its address. Row 0 is the operators' hook, whose URL is a setting. */
export const subscribers = sqliteTable(
  "subscribers",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    state: text("state", { enum: SUBSCRIBER_STATES }).notNull(),
    addressHash: text("address_hash").notNull().unique(),
    sealed: text("sealed").notNull(),
    language: text("language").notNull(),
    /** An IANA zone, in which times are told beside UTC. */
    zone: text("zone").notNull().default("UTC"),
    /** JSON: kinds of notices. */
    kinds: text("kinds").notNull(),
    /** JSON: ids of surfaces; an empty list is all. */
    surfaces: text("surfaces").notNull().default("[]"),
    leastSeverity: text("least_severity", { enum: LEAST_SEVERITIES }).notNull().default("degraded"),
    /** Attempts since the last message that went out; a claim counts one. */
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: text("next_attempt_at").notNull(),
    failingSince: text("failing_since"),
    /** JSON: when the last messages went out, in epoch milliseconds. */
    lastSent: text("last_sent").notNull().default("[]"),
    /** JSON: the last mails that came back for a while, by Postmark's number and time. */
    softBounces: text("soft_bounces").notNull().default("[]"),
    createdAt: text("created_at").notNull(),
    confirmedAt: text("confirmed_at"),
  },
  (t) => [
    index("subscribers_state").on(t.state),
    check("subscribers_channel", oneOf("channel", CHANNELS)),
    check("subscribers_state_known", oneOf("state", SUBSCRIBER_STATES)),
  ],
);

/** Each link of a mail, by the hash of its token. */
export const subscriberTokens = sqliteTable(
  "subscriber_tokens",
  {
    hash: text("hash").primaryKey(),
    purpose: text("purpose", { enum: TOKEN_PURPOSES }).notNull(),
    subscriberId: integer("subscriber_id").notNull(),
    /** Null: it holds as long as the subscriber. */
    expiresAt: text("expires_at"),
  },
  (t) => [index("subscriber_tokens_subscriber").on(t.subscriberId)],
);

/** What each confirming link confirms, as it was when its mail was made (a trigger: migrations/0010): another sign-up since then changes nothing of it. */
export const subscriberConfirmations = sqliteTable("subscriber_confirmations", {
  tokenHash: text("token_hash").primaryKey(),
  sealed: text("sealed").notNull(),
  language: text("language").notNull(),
  zone: text("zone").notNull(),
  kinds: text("kinds").notNull(),
  surfaces: text("surfaces").notNull(),
  leastSeverity: text("least_severity", { enum: LEAST_SEVERITIES }).notNull(),
});

/** The keyed hash of the mail address that letters about a webhook or chat go to, so that its limits and its end are found by it. */
export const subscriberContacts = sqliteTable(
  "subscriber_contacts",
  {
    subscriberId: integer("subscriber_id").primaryKey(),
    contactHash: text("contact_hash").notNull(),
  },
  (t) => [index("subscriber_contacts_hash").on(t.contactHash)],
);

/** What the limits of a day count: a keyed hash for each letter to an address, and for each sign-up of a network address. Older ones are deleted. */
export const subscriberMarks = sqliteTable(
  "subscriber_marks",
  {
    id: integer("id").primaryKey(),
    hash: text("hash").notNull(),
    at: text("at").notNull(),
  },
  (t) => [index("subscriber_marks_hash").on(t.hash, t.at)],
);

/** Keyed hashes of addresses that no mail goes to any more: a complaint, a hard bounce. With the reason `unsubscribed` it keeps imports away alone. */
export const subscriberSuppressions = sqliteTable("subscriber_suppressions", {
  addressHash: text("address_hash").primaryKey(),
  reason: text("reason").notNull(),
  createdAt: text("created_at").notNull(),
});
