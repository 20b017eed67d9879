import { type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import { countLetters } from "./sign-up-limits";

const DAY_MS = 86_400_000;

/** The subscriber of an address, with the hash of the mail address that their letters go to. */
const whoHas = (addressHash: string) => sql`(
  SELECT s.id, s.state, coalesce(c.contact_hash, s.address_hash) AS contact FROM subscribers s
  LEFT JOIN subscriber_contacts c ON c.subscriber_id = s.id WHERE s.address_hash = ${addressHash}) s`;

/** Keeps the hash of the mail address to which the letters of this sign-up go, if its end is the one that is registered. */
export const insertContact = (db: Db, contactHash: string, sealed: string): Statement =>
  statement(
    db,
    sql`INSERT INTO subscriber_contacts (subscriber_id, contact_hash) SELECT id, ${contactHash} FROM subscribers WHERE sealed = ${sealed}
    ON CONFLICT (subscriber_id) DO UPDATE SET contact_hash = excluded.contact_hash`,
  );

type Limits = { ownADay: number; allADay: number; within?: SQL };

/**
 * The letter that answers a sign-up: to confirm, or to manage where that is done; nothing where the day's limits are reached, which count what
 * the mail address gets, through whatever channel. A trigger refuses it where that address is suppressed (migrations/0010).
 */
export function insertSignUpLetter(
  db: Db,
  addressHash: string,
  { ownADay, allADay, within = sql`1` }: Limits,
  now: number,
): Statement[] {
  const [at, since, who] = [toText(now), toText(now - DAY_MS), whoHas(addressHash)];
  return [
    statement(
      db,
      sql`INSERT INTO notice_events (subject, revision, step, at, created_at, fanned_out_at)
      SELECT 'letter:' || s.id, ${now}, CASE s.state WHEN 'confirmed' THEN 'manage' ELSE 'confirm' END, ${at}, ${at}, ${at} FROM ${who}
      WHERE (SELECT count(*) FROM subscriber_marks WHERE hash = s.contact AND at > ${since}) < ${ownADay}
        AND ${countLetters(now)} < ${allADay}
        AND ${within}
      ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`INSERT INTO subscriber_marks (hash, at) SELECT s.contact, ${at} FROM ${who}
      JOIN notice_events e ON e.subject = 'letter:' || s.id AND e.revision = ${now}`,
    ),
    statement(
      db,
      sql`INSERT INTO notice_deliveries (event_id, subscriber_id, state, due_at) SELECT e.id, s.id, 'due', ${at} FROM ${who}
      JOIN notice_events e ON e.subject = 'letter:' || s.id AND e.revision = ${now} WHERE true ON CONFLICT DO NOTHING`,
    ),
  ];
}

/** Leaves no letter due to a webhook or chat whose contact is suppressed; what its end itself is told goes on. */
export const skipLetters = (db: Db, subscriberId: number): Statement =>
  statement(
    db,
    sql`UPDATE notice_deliveries SET state = 'skipped', reason = 'suppressed' WHERE state = 'due' AND subscriber_id = ${subscriberId}
    AND event_id IN (SELECT id FROM notice_events WHERE subject = ${`letter:${subscriberId}`} AND step <> 'ping')`,
  );
