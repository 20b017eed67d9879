import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { noticeEvents } from "@/db/schema/notices";
import { subscribers } from "@/db/schema/subscribers";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import { type DescribedEvent, EVENTS_A_TICK, UNDESCRIBED } from "./notice-events";

/** The events that not everybody has a delivery of yet, oldest first. One that is not described yet waits for the next tick. */
export const selectWaitingEvents = (db: Db) =>
  db
    .select({ id: noticeEvents.id, cursor: noticeEvents.cursor, at: noticeEvents.at })
    .from(noticeEvents)
    .where(sql`${isNull(noticeEvents.fannedOutAt)} AND NOT (${UNDESCRIBED})`)
    .orderBy(asc(noticeEvents.id))
    .limit(EVENTS_A_TICK);

/** What came before an event: an incident by the key of one of its rows, or a window by its subject. */
export type Before = { incidentKey: string } | { subject: string } | null;

/** Whether a subscriber, `s`, chose what an event is about. */
const isChosen = (e: { kind: SQL; severity: SQL; surfaces: SQL }) =>
  sql`EXISTS (SELECT 1 FROM json_each(s.kinds) WHERE value = ${e.kind})
    AND ${rankOf(e.severity)} <= ${rankOf(sql.raw("s.least_severity"))}
    AND (s.surfaces = '[]' OR ${e.surfaces} = '[]'
      OR EXISTS (SELECT 1 FROM json_each(s.surfaces) a JOIN json_each(${e.surfaces}) b ON a.value = b.value))`;

const subjectOf = (before: Before): SQL => {
  if (before === null) return sql`NULL`;
  if ("subject" in before) return sql`${before.subject}`;
  return sql`(SELECT 'incident:' || coalesce(m.incident_id, r.id) FROM status_incidents r
    LEFT JOIN incident_members m ON m.row_id = r.id WHERE r.incident_key = ${before.incidentKey})`;
};

/** How many an event would reach now, by the rule of its fan-out: whose choices fit it, and who was told of what came before. */
export const countListeners = (
  db: Db,
  { kind, severity, surfaces, isOver }: Omit<DescribedEvent, "content"> & { isOver: boolean },
  before: Before,
) =>
  db
    .select({ count: sql<number>`count(*)`.as("count") })
    .from(sql`${subscribers} s`)
    .where(
      sql`s.state = 'confirmed' AND (
        ${isOver ? 0 : 1} AND ${isChosen({ kind: sql`${kind}`, severity: sql`${severity}`, surfaces: sql`${JSON.stringify(surfaces)}` })}
        OR s.id IN (
          WITH told AS MATERIALIZED (SELECT id, is_over FROM ${noticeEvents} WHERE subject = ${subjectOf(before)})
          SELECT d.subscriber_id FROM told p CROSS JOIN notice_deliveries d
          WHERE p.id > (SELECT coalesce(max(id), 0) FROM told WHERE is_over = 1) AND d.event_id = p.id AND d.state IN ('due', 'sent')))`,
    );

/** The last subscriber of the page after the cursor; null where none follows. */
export const selectPageEnd = (db: Db, cursor: number, size: number) =>
  db
    .select({ end: sql<number | null>`max(id)`.as("end") })
    .from(sql`(SELECT id FROM ${subscribers} WHERE id > ${cursor} ORDER BY id LIMIT ${size})`);

/** A severity's or a choice's place, worst first; what has none, such as a window, is told to everybody. */
const rankOf = (column: SQL) =>
  sql`CASE ${column} WHEN 'down' THEN 1 WHEN 'partial' THEN 2 WHEN 'degraded' THEN 3 ELSE 0 END`;

/**
 * One page of an event's fan-out: a delivery for each subscriber whose choices fit it, and for each who has one of its subject since
 * that was last over, whatever they chose since. An end of trouble goes to the latter alone. The cursor moves in the same batch; a page that
 * another tick has done inserts nothing.
 */
export function fanOut(db: Db, page: { eventId: number; from: number; to: number }, now: number): Statement[] {
  const { eventId, from, to } = page;
  return [
    statement(
      db,
      sql`INSERT INTO notice_deliveries (event_id, subscriber_id, state, due_at)
      WITH last_end AS MATERIALIZED (
        SELECT coalesce(max(o.id), 0) AS id FROM ${noticeEvents} e CROSS JOIN ${noticeEvents} o
        WHERE e.id = ${eventId} AND o.subject = e.subject AND o.id < e.id AND o.is_over = 1)
      SELECT e.id, s.id, 'due', ${toText(now)} FROM ${noticeEvents} e CROSS JOIN last_end CROSS JOIN ${subscribers} s
      WHERE e.id = ${eventId} AND e.cursor = ${from} AND NOT (${UNDESCRIBED})
        AND s.id > ${from} AND s.id <= ${to} AND s.state = 'confirmed'
        AND (
          e.is_over = 0 AND ${isChosen({ kind: sql.raw("e.kind"), severity: sql.raw("e.severity"), surfaces: sql.raw("e.surfaces") })}
          OR EXISTS (SELECT 1 FROM ${noticeEvents} p CROSS JOIN notice_deliveries d
              WHERE p.subject = e.subject AND p.id < e.id AND p.id > last_end.id
                AND d.event_id = p.id AND d.subscriber_id = s.id AND d.state IN ('due', 'sent'))
        )
      ON CONFLICT DO NOTHING`,
    ),
    db
      .update(noticeEvents)
      .set({ cursor: to })
      .where(and(eq(noticeEvents.id, eventId), eq(noticeEvents.cursor, from), sql`NOT (${UNDESCRIBED})`)),
  ];
}

export const finishFanOut = (db: Db, eventId: number, now: number): Statement =>
  db
    .update(noticeEvents)
    .set({ fannedOutAt: toText(now) })
    .where(eq(noticeEvents.id, eventId));
