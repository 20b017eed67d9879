import { sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { noticeDeliveries, noticeEvents } from "@/db/schema/notices";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import { OPERATORS, PAGE } from "@/lib/core/notices/channels";

/** How many of the newest events a purge looks at, and how old they may be. */
const NEWEST = 200;
const OLDEST_MS = 3_600_000;

/**
 * Enters when readers could see the events of incidents that are not entered yet: as deliveries to the page. The edge keeps what it has for
 * a minute, purged or not.
 */
export const insertShown = (db: Db, shownAt: number): Statement =>
  statement(
    db,
    sql`INSERT INTO notice_deliveries (event_id, subscriber_id, state, due_at, sent_at)
    SELECT id, ${PAGE}, 'sent', created_at, min(${toText(shownAt)}, strftime('%Y-%m-%dT%H:%M:%fZ', created_at, '+60 seconds'))
    FROM ${noticeEvents}
    WHERE id > (SELECT coalesce(max(id), 0) FROM ${noticeEvents}) - ${NEWEST} AND created_at > ${toText(shownAt - OLDEST_MS)}
      AND kind IS NOT NULL AND (subject LIKE 'incident:%' OR subject LIKE 'postmortem:%')
    ON CONFLICT DO NOTHING`,
  );

/** The times from an event to its sent messages since then, in milliseconds: how many, the median and the 95th percentile. */
export const selectDelays = (db: Db, since: number) =>
  selectTimes(db, sql`e.created_at >= ${toText(since)} AND d.subscriber_id > ${OPERATORS}`);

/** The same from an event of an incident to the page. */
export const selectShownDelays = (db: Db, since: number) =>
  selectTimes(db, sql`e.created_at >= ${toText(since)} AND d.subscriber_id = ${PAGE}`);

const selectTimes = (db: Db, which: ReturnType<typeof sql>) =>
  db
    .select({
      sent: sql<number>`count(*)`.as("sent"),
      p50: sql<number | null>`min(CASE WHEN place >= total * 0.5 THEN ms END)`.as("p50"),
      p95: sql<number | null>`min(CASE WHEN place >= total * 0.95 THEN ms END)`.as("p95"),
    })
    .from(
      sql`(SELECT ms, row_number() OVER (ORDER BY ms) AS place, count(*) OVER () AS total FROM (
        SELECT CAST(round((julianday(d.sent_at) - julianday(e.created_at)) * 86400000) AS INTEGER) AS ms
        FROM ${noticeEvents} e CROSS JOIN ${noticeDeliveries} d
        WHERE e.kind IS NOT NULL AND d.event_id = e.id AND d.state = 'sent' AND ${which}))`,
    );
