import { type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";

const DAY_MS = 86_400_000;

/** The keyed hash of the network address that signs up, and what limits a day's sign-ups: how many of it, and how many browsers that nothing was sent to yet. */
export type SignUpLimits = { networkHash: string; mostOfNetwork: number; mostUnsent: number };

const countOfNetwork = (hash: string, now: number): SQL =>
  sql`(SELECT count(*) FROM subscriber_marks WHERE hash = ${hash} AND at > ${toText(now - DAY_MS)})`;

const countUnsent = sql`(SELECT count(*) FROM subscribers WHERE state = 'confirmed' AND channel = 'push' AND last_sent = '[]')`;

/** How many letters everybody together got in a day that answer a sign-up: pings and what an end's failure says are none. */
export const countLetters = (now: number): SQL =>
  sql`(SELECT count(*) FROM notice_events WHERE subject >= 'letter:' AND subject < 'letter;' AND step IN ('confirm', 'manage') AND created_at > ${toText(now - DAY_MS)})`;

export const countPending = sql`(SELECT count(*) FROM subscribers WHERE state = 'pending')`;

/** How far the limits are used that concern everybody. */
export const selectUsed = (db: Db, now: number) =>
  db
    .select({
      letters: sql<number>`${countLetters(now)}`.as("letters"),
      pending: sql<number>`${countPending}`.as("pending"),
      browsers: sql<number>`${countUnsent}`.as("browsers"),
    })
    .from(sql`(SELECT 1)`);

/** Which limits stop a sign-up; read in its own batch, before its statements. */
export const selectReached = (db: Db, { networkHash, mostOfNetwork, mostUnsent }: SignUpLimits, now: number) =>
  db
    .select({
      network: sql<number>`${countOfNetwork(networkHash, now)} >= ${mostOfNetwork}`.as("network"),
      browsers: sql<number>`${countUnsent} >= ${mostUnsent}`.as("browsers"),
    })
    .from(sql`(SELECT 1)`);

/** Counts a sign-up of this network, up to the first that is too many. */
export const countSignUpOf = (db: Db, { networkHash, mostOfNetwork }: SignUpLimits, now: number): Statement =>
  statement(
    db,
    sql`INSERT INTO subscriber_marks (hash, at) SELECT ${networkHash}, ${toText(now)}
    WHERE ${countOfNetwork(networkHash, now)} <= ${mostOfNetwork}`,
  );

/** Whether a sign-up that is counted already is within the limits. */
export const isWithin = ({ networkHash, mostOfNetwork, mostUnsent }: SignUpLimits, isPush: boolean, now: number): SQL =>
  sql`${countOfNetwork(networkHash, now)} <= ${mostOfNetwork} AND (${isPush ? 0 : 1} OR ${countUnsent} < ${mostUnsent})`;
