import { sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import type { Choices } from "./subscribers";

/** Somebody who is told by mail; an empty list of surfaces is all. */
export type ImportedRow = { addressHash: string; sealed: string; surfaces: readonly string[]; tokenHash: string };
type Importing = { choices: Omit<Choices, "surfaces">; now: number };

/**
 * Subscribes people who had confirmed elsewhere, each with the token that ends it. Suppressed addresses and those that have unsubscribed
 * stay away; who has confirmed here stays as they are.
 */
export function insertImported(db: Db, rows: readonly ImportedRow[], { choices, now }: Importing): Statement[] {
  const [people, at] = [JSON.stringify(rows), toText(now)];
  const { kinds, leastSeverity, language, zone } = choices;
  return [
    statement(
      db,
      sql`INSERT INTO subscribers (channel, state, address_hash, sealed, language, zone, kinds, surfaces, least_severity, next_attempt_at, created_at, confirmed_at)
      SELECT 'email', 'confirmed', value ->> 'addressHash', value ->> 'sealed', ${language}, ${zone}, ${JSON.stringify(kinds)}, value ->> 'surfaces', ${leastSeverity}, ${at}, ${at}, ${at}
      FROM json_each(${people}) WHERE value ->> 'addressHash' NOT IN (SELECT address_hash FROM subscriber_suppressions)
      ON CONFLICT (address_hash) DO UPDATE SET state = excluded.state, sealed = excluded.sealed, language = excluded.language, zone = excluded.zone,
        kinds = excluded.kinds, surfaces = excluded.surfaces, least_severity = excluded.least_severity,
        created_at = CASE subscribers.state WHEN 'pending' THEN subscribers.created_at ELSE excluded.created_at END,
        confirmed_at = excluded.confirmed_at, failing_since = NULL
      WHERE subscribers.state IN ('disabled', 'pending')`,
    ),
    statement(
      db,
      sql`INSERT INTO subscriber_tokens (hash, purpose, subscriber_id, expires_at)
      SELECT value ->> 'tokenHash', 'unsubscribe', s.id, NULL FROM json_each(${people})
      JOIN subscribers s ON s.address_hash = value ->> 'addressHash' AND s.sealed = value ->> 'sealed' WHERE true ON CONFLICT DO NOTHING`,
    ),
  ];
}

/** How many of these addresses are subscribed already, and how many have unsubscribed or are sent nothing. */
export const countKnown = (db: Db, hashes: readonly string[]) => {
  const among = sql`address_hash IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`;
  return db
    .select({
      already: sql<number>`(SELECT count(*) FROM subscribers WHERE state = 'confirmed' AND ${among})`.as("already"),
      skipped: sql<number>`(SELECT count(*) FROM subscriber_suppressions WHERE ${among})`.as("skipped"),
    })
    .from(sql`(SELECT 1)`);
};
