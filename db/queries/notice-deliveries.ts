import { and, eq, gt, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { type DELIVERY_STATES, noticeDeliveries, noticeEvents } from "@/db/schema/notices";
import { subscribers } from "@/db/schema/subscribers";
import { statement } from "@/db/statement";
import { toText, toTextOrNull } from "@/db/time";
import { type ChannelName, FAILING_GAP_MS, OPERATORS, type SubscriberState } from "@/lib/core/notices/channels";

// `state = 'due'` stands as it is in each statement: the partial index is not used for a value that is bound.

const inJson = (values: readonly (string | number)[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

type Lease = { now: number; leaseUntil: number };
export type Claim = Lease & { channels: readonly ChannelName[]; limit: number };

/**
 * Claims subscribers who have something due: counts an attempt, and leaves them to nobody else until the lease ends. An end that was not
 * failing, or not within a day, is failing anew. The claim's time is the last of `last_sent` until its outcome is written: a tick that dies
 * before that may have sent something.
 */
export const claimSubscribers = (db: Db, { channels, limit, ...lease }: Claim) => {
  const order = channels.includes("email") ? BY_ID : LIVE_FIRST;
  return claim(db, lease, {
    who: sql`d.subscriber_id > ${OPERATORS} AND s.channel IN ${inJson(channels)}`,
    order,
    limit,
  });
};

/** Mail goes in batches, where one end holds up no other. */
const BY_ID = sql`d.subscriber_id`;

/** Ends that are posted to one by one: those that fail come last, and of these who has waited longest comes first. */
const LIVE_FIRST = sql`s.attempts > 0, s.next_attempt_at, d.subscriber_id`;

/** Claims the operators' hook where a message to it is due. */
export const claimOperators = (db: Db, lease: Lease) =>
  claim(db, lease, { who: sql`d.subscriber_id = ${OPERATORS}`, order: BY_ID, limit: 1 });

type Claimants = { who: SQL; order: SQL; limit: number };

const claim = (db: Db, { now, leaseUntil }: Lease, { who, order, limit }: Claimants) =>
  db
    .update(subscribers)
    .set({
      attempts: sql`attempts + 1`,
      failingSince: sql`iif(attempts = 0 OR next_attempt_at < ${toText(now - FAILING_GAP_MS)}, NULL, failing_since)`,
      nextAttemptAt: toText(leaseUntil),
      lastSent: sql`json_insert(last_sent, '$[#]', ${now})`,
    })
    .where(
      sql`${subscribers.id} IN (
        SELECT DISTINCT d.subscriber_id FROM ${noticeDeliveries} d CROSS JOIN ${subscribers} s
        WHERE d.state = 'due' AND d.due_at <= ${toText(now)} AND s.id = d.subscriber_id
          AND s.next_attempt_at <= ${toText(now)} AND ${who}
        ORDER BY ${order} LIMIT ${limit})`,
    )
    .returning();

/** Everything that is due to these subscribers, now or later, with its event. */
export const selectDue = (db: Db, subscriberIds: readonly number[]) =>
  db
    .select({
      subscriberId: noticeDeliveries.subscriberId,
      dueAt: noticeDeliveries.dueAt,
      sentAt: noticeDeliveries.sentAt,
      event: noticeEvents,
    })
    .from(noticeDeliveries)
    .innerJoin(noticeEvents, eq(noticeEvents.id, noticeDeliveries.eventId))
    .where(
      and(sql`${noticeDeliveries.state} = 'due'`, sql`${noticeDeliveries.subscriberId} IN ${inJson(subscriberIds)}`),
    );

/** The newest event of each of these subjects that each of these subscribers was sent. */
export const selectTold = (db: Db, subscriberIds: readonly number[], subjects: readonly string[]) =>
  db
    .select({
      subscriberId: sql<number>`d.subscriber_id`.as("subscriber_id"),
      subject: sql<string>`e.subject`.as("subject"),
      id: sql<number>`max(e.id)`.as("id"),
      isOver: sql<number>`e.is_over`.as("is_over"),
    })
    .from(sql`${noticeEvents} e CROSS JOIN ${noticeDeliveries} d`)
    .where(
      sql`e.subject IN ${inJson(subjects)} AND d.event_id = e.id AND d.subscriber_id IN ${inJson(subscriberIds)} AND d.state = 'sent'`,
    )
    .groupBy(sql`1, 2`);

/** What has become of a delivery. One that stays due is so from `dueAt` on; with `sentAt`, an attempt of that time may have sent it. */
export type Settled = {
  eventId: number;
  subscriberId: number;
  state: (typeof DELIVERY_STATES)[number];
  reason: string | null;
  dueAt: number | null;
  sentAt?: number | null;
};

/** A subscriber after an attempt. */
export type Attempted = {
  id: number;
  /** What it was when it was claimed: a change of a person's since then holds. */
  was: SubscriberState;
  state: SubscriberState;
  attempts: number;
  nextAttemptAt: number;
  failingSince: number | null;
  lastSent: readonly number[];
};

/** D1 takes no value of over 2 MB, and would refuse what is written only once the messages are out. */
const MOST_VALUE = 1_000_000;

/** The rows as JSON lists, none of them too large to be one value. They are of numbers, times and our own words: a byte a character. */
function inLists(rows: readonly object[]): string[] {
  const lists: string[][] = [];
  let size = MOST_VALUE;
  for (const row of rows.map((each) => JSON.stringify(each))) {
    if (size + row.length + 1 > MOST_VALUE - 2) {
      lists.push([]);
      size = 0;
    }
    lists.at(-1)?.push(row);
    size += row.length + 1;
  }
  return lists.map((list) => `[${list.join(",")}]`);
}

/** Writes what an attempt came to. A delivery that is settled already, and a subscriber who has left, stay as they are. */
export function settleAttempt(
  db: Db,
  { deliveries, attempted }: { deliveries: readonly Settled[]; attempted: readonly Attempted[] },
  now: number,
): Statement[] {
  const rows = deliveries.map(({ dueAt, sentAt = null, ...row }) => ({
    ...row,
    ...{ dueAt: toTextOrNull(dueAt), sentAt: toTextOrNull(sentAt) },
  }));
  const after = attempted.map(({ nextAttemptAt, failingSince, ...row }) => ({
    ...row,
    nextAttemptAt: toText(nextAttemptAt),
    failingSince: toTextOrNull(failingSince),
  }));
  const settle = (list: string) =>
    statement(
      db,
      sql`UPDATE notice_deliveries SET
        state = j.value ->> 'state', reason = j.value ->> 'reason', due_at = coalesce(j.value ->> 'dueAt', due_at),
        sent_at = coalesce(j.value ->> 'sentAt', CASE j.value ->> 'state' WHEN 'sent' THEN ${toText(now)} ELSE sent_at END)
      FROM json_each(${list}) j
      WHERE event_id = j.value ->> 'eventId' AND subscriber_id = j.value ->> 'subscriberId' AND state = 'due'`,
    );
  const move = (list: string) =>
    statement(
      db,
      sql`UPDATE subscribers SET
        state = CASE state WHEN j.value ->> 'was' THEN j.value ->> 'state' ELSE state END,
        attempts = j.value ->> 'attempts', next_attempt_at = j.value ->> 'nextAttemptAt',
        failing_since = j.value ->> 'failingSince', last_sent = j.value ->> 'lastSent'
      FROM json_each(${list}) j WHERE subscribers.id = j.value ->> 'id'`,
    );
  return [...inLists(rows).map(settle), ...inLists(after).map(move)];
}

/** A letter that is older than this is sent to nobody again: nobody waits for it. */
const LETTER_MS = 24 * 3_600_000;

/**
 * Makes dead letters due again, those of one event or all, of subscribers who are still told: an event unless its subject has been over
 * since then. They are told only if the horizon allows.
 */
export const resendFailed = (db: Db, eventId: number | null, now: number): Statement =>
  statement(
    db,
    sql`UPDATE notice_deliveries SET state = 'due', reason = NULL, due_at = ${toText(now)}
    WHERE state = 'failed' AND ${eventId === null ? sql`1` : sql`event_id = ${eventId}`} AND EXISTS (
      SELECT 1 FROM notice_events e CROSS JOIN subscribers s
      WHERE e.id = event_id AND s.id = subscriber_id
        AND (s.state = 'confirmed' OR e.kind IS NULL AND (s.state <> 'disabled' OR e.step = 'disabled'))
        AND CASE WHEN e.subject LIKE 'letter:%' THEN e.created_at > ${toText(now - LETTER_MS)} ELSE NOT EXISTS (
          SELECT 1 FROM notice_events n WHERE n.id > e.id AND n.is_over = 1
            AND n.id = (SELECT max(id) FROM notice_events WHERE subject = e.subject)) END)`,
  );

/** Leaves nothing due to subscribers who are no more, however they went. The operators' hook is one before its row is there. */
export const skipDueOfNobody = (db: Db): Statement =>
  statement(
    db,
    sql`UPDATE notice_deliveries SET state = 'skipped', reason = 'gone'
    WHERE state = 'due' AND subscriber_id > ${OPERATORS} AND subscriber_id NOT IN (SELECT id FROM subscribers)`,
  );

/** Leaves nothing due to a subscriber who has gone. */
export const skipDue = (db: Db, subscriberId: number, reason: string): Statement =>
  db
    .update(noticeDeliveries)
    .set({ state: "skipped", reason })
    .where(and(sql`${noticeDeliveries.state} = 'due'`, eq(noticeDeliveries.subscriberId, subscriberId)));

/** Whether something has been due to a subscriber since before this time; of an end that is posted to alone only while it has not failed itself. */
export const selectLate = (db: Db, before: number) =>
  db
    .select({ id: noticeDeliveries.eventId })
    .from(noticeDeliveries)
    .innerJoin(subscribers, eq(subscribers.id, noticeDeliveries.subscriberId))
    .where(
      and(
        sql`${noticeDeliveries.state} = 'due'`,
        gt(noticeDeliveries.subscriberId, OPERATORS),
        lt(noticeDeliveries.dueAt, toText(before)),
        or(eq(subscribers.channel, "email"), eq(subscribers.attempts, 0)),
      ),
    )
    .limit(1);

/** How much waits for subscribers, and since when. */
export const selectQueue = (db: Db) =>
  db
    .select({
      due: sql<number>`count(*)`.as("due"),
      oldestDueAt: sql<string | null>`min(${noticeDeliveries.dueAt})`.as("oldest_due_at"),
    })
    .from(noticeDeliveries)
    .where(and(sql`${noticeDeliveries.state} = 'due'`, gt(noticeDeliveries.subscriberId, OPERATORS)));
