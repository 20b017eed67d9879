import { desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { noticeEvents } from "@/db/schema/notices";
import { subscribers } from "@/db/schema/subscribers";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import type { Severity } from "@/lib/core/engine/states";
import { OPERATORS } from "@/lib/core/notices/channels";
import type { Letter, NoticeEvent, NoticeKind, Step } from "@/lib/core/notices/event";

/** An event as the batch of its change inserts it; `content` becomes JSON. */
export type NewEvent = Omit<NoticeEvent, "id" | "step"> & {
  step: Step;
  kind: NoticeKind;
  surfaces: readonly string[];
  content: object;
};

/** How many waiting events a tick takes up. */
export const EVENTS_A_TICK = 50;

/** Inserts an event; a second one of the same subject, revision and step is nothing (contract §20.3). */
export const insertEvent = (db: Db, event: NewEvent, now: number): Statement =>
  db
    .insert(noticeEvents)
    .values({
      ...event,
      surfaces: JSON.stringify(event.surfaces),
      content: JSON.stringify(event.content),
      at: toText(event.at),
      createdAt: toText(now),
    })
    .onConflictDoNothing();

/** What a revision's event tells, which its batch leaves open: texts pass the note policy first. */
export type DescribedEvent = Pick<NewEvent, "kind" | "severity" | "surfaces" | "content">;

/** An event whose text is not there yet: nobody gets a delivery of it. */
export const UNDESCRIBED = sql`fanned_out_at IS NULL AND content = '{}' AND kind IS NOT NULL`;

/** How many waiting events of incidents a tick looks at. */
const MOST_WAITING = 2_000;

/** Whether nothing was wrong before an event. */
const IS_BEGINNING = sql`e.is_over = 0 AND e.kind <> 'postmortems' AND coalesce((SELECT p.is_over FROM notice_events p
  WHERE p.subject = e.subject AND p.id < e.id ORDER BY p.id DESC LIMIT 1), 1)`;

/** A column of an incident's rows `r` as a list: of those that are open, where any is, else of all. */
const ofOpenRows = (column: SQL) =>
  sql<string>`coalesce(nullif(json_group_array(${column}) FILTER (WHERE ${column} IS NOT NULL AND r.resolved_at IS NULL), '[]'),
    json_group_array(${column}) FILTER (WHERE ${column} IS NOT NULL))`;

/** The surfaces that the revision of an incident's event `e` has opened or changed and not closed. */
const OPENED = sql`(SELECT json_group_array(DISTINCT u.surface_id) FROM incident_revisions v
  LEFT JOIN incident_revisions p ON p.incident_id = v.incident_id AND p.revision = v.revision - 1
  CROSS JOIN incident_updates u
  WHERE v.incident_id = CAST(substr(e.subject, instr(e.subject, ':') + 1) AS INTEGER) AND v.revision = e.revision
    AND u.incident_id IN (SELECT v.incident_id UNION SELECT row_id FROM incident_members WHERE incident_id = v.incident_id)
    AND u.id > coalesce(p.update_id, 0) AND u.id <= v.update_id AND u.kind <> 'resolved')`;

/**
 * The events of incidents' revisions that are not described yet, oldest first (a trigger inserts them: migrations/0008), with the surfaces
 * and the severity of their incident's rows.
 */
export const selectUndescribed = (db: Db) =>
  db
    .select({
      id: sql<number>`e.id`.as("id"),
      subject: sql<string>`e.subject`.as("subject"),
      incidentId: sql<number>`e.incident_id`.as("incident_id"),
      revision: sql<number>`e.revision`.as("revision"),
      kind: sql<NoticeKind>`e.kind`.as("kind"),
      isOver: sql<number>`e.is_over`.as("is_over"),
      isBeginning: sql<number>`(${IS_BEGINNING})`.as("is_beginning"),
      isReported:
        sql<number>`coalesce(max(r.incident_key LIKE 'ticket:anonymous:%' OR r.incident_key LIKE 'ticket:caller:%'), 0)`.as(
          "is_reported",
        ),
      isByPerson: sql<number>`EXISTS (SELECT 1 FROM incident_revisions v
        WHERE v.incident_id = e.incident_id AND v.revision = e.revision AND v.source = 'manual')`.as("is_by_person"),
      surfaces: ofOpenRows(sql`r.surface_id`).as("surfaces"),
      severities: ofOpenRows(sql`r.severity`).as("severities"),
    })
    .from(
      sql`(SELECT *, CAST(substr(subject, instr(subject, ':') + 1) AS INTEGER) AS incident_id FROM ${noticeEvents}
        WHERE ${UNDESCRIBED} ORDER BY id LIMIT ${MOST_WAITING}) e
      LEFT JOIN incident_members m ON m.incident_id = e.incident_id
      LEFT JOIN status_incidents r ON r.id = coalesce(m.row_id, e.incident_id)`,
    )
    .groupBy(sql`e.id`)
    .orderBy(sql`e.id`);

/** The beginnings of incidents that somebody was given since then, or is being given, with the surfaces on which they began and their severity. */
export const selectBegun = (db: Db, since: number) =>
  db
    .select({
      surfaces: sql<string>`coalesce(nullif(${OPENED}, '[]'), e.surfaces)`.as("surfaces"),
      severity: sql<Severity | null>`e.severity`.as("severity"),
    })
    .from(sql`${noticeEvents} e`)
    .where(
      sql`e.subject >= 'incident:' AND e.subject < 'incident;' AND ${IS_BEGINNING}
        AND (e.fanned_out_at > ${toText(since)} OR e.fanned_out_at IS NULL AND e.content <> '{}')
        AND EXISTS (SELECT 1 FROM notice_deliveries d WHERE d.event_id = e.id AND d.subscriber_id > ${OPERATORS} AND d.state IN ('due', 'sent'))`,
    );

export const describeEvent = (db: Db, id: number, { kind, severity, surfaces, content }: DescribedEvent): Statement =>
  db
    .update(noticeEvents)
    .set({ kind, severity, surfaces: JSON.stringify(surfaces), content: JSON.stringify(content) })
    .where(eq(noticeEvents.id, id));

/**
 * Finishes the event of the revision that this batch has made of each incident of these keys, before anybody gets a delivery: a statement
 * after those of the change, which is written at `since` or later. A revision that has no event leaves those before it as they are.
 */
export const silenceIncidents = (
  db: Db,
  keys: readonly string[],
  { since, now }: { since: number; now: number },
): Statement =>
  db
    .update(noticeEvents)
    .set({ fannedOutAt: toText(now) })
    .where(
      sql`${UNDESCRIBED} AND created_at >= ${toText(since)} AND (subject, revision) IN (
        SELECT kind.value || v.incident_id, max(v.revision) FROM json_each('["incident:","postmortem:"]') kind
        CROSS JOIN (SELECT id, incident_key FROM status_incidents UNION ALL SELECT id, incident_key FROM status_incidents_archive) r
        LEFT JOIN incident_members m ON m.row_id = r.id CROSS JOIN incident_revisions v
        WHERE r.incident_key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) AND v.incident_id = coalesce(m.incident_id, r.id)
        GROUP BY kind.value, v.incident_id)`,
    );

/** Finishes every event that waits: what a backup brings is told to nobody. */
export const silenceWaiting = (db: Db, now: number): Statement =>
  db
    .update(noticeEvents)
    .set({ fannedOutAt: toText(now) })
    .where(isNull(noticeEvents.fannedOutAt));

/** The revision of an event that only says that a window is told to nobody. */
const SILENT = -1;

/** Nothing more is told of a window: its last event is over, and was for nobody. */
export function silenceWindow(db: Db, windowId: string, now: number): Statement {
  const at = toText(now);
  const silent = { subject: `window:${windowId}`, revision: SILENT, step: "ended", kind: "maintenance" } as const;
  return db
    .insert(noticeEvents)
    .values({ ...silent, isOver: true, at, createdAt: at, fannedOutAt: at })
    .onConflictDoNothing();
}

/** Which subscriber a letter is for, and which letter. */
type NewLetter = { to: { addressHash: string } | { id: number }; letter: Letter };

/** Inserts a letter's event, of the subject `letter:7`, and its one delivery; `now` is its revision. */
export function insertLetter(db: Db, { to, letter }: NewLetter, now: number): Statement[] {
  const who = "id" in to ? sql`s.id = ${to.id}` : sql`s.address_hash = ${to.addressHash}`;
  const at = toText(now);
  return [
    statement(
      db,
      sql`INSERT INTO ${noticeEvents} (subject, revision, step, at, created_at, fanned_out_at)
      SELECT 'letter:' || s.id, ${now}, ${letter}, ${at}, ${at}, ${at}
      FROM ${subscribers} s WHERE ${who} ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`INSERT INTO notice_deliveries (event_id, subscriber_id, state, due_at)
      SELECT e.id, s.id, 'due', ${at} FROM ${subscribers} s JOIN ${noticeEvents} e ON e.subject = 'letter:' || s.id
      WHERE ${who} AND e.revision = ${now} ON CONFLICT DO NOTHING`,
    ),
  ];
}

/** The last event of each surface's measured outages and of each window (beside one max(), SQLite takes the other columns from its row). */
export const selectLastEvents = (db: Db) =>
  db
    .select({
      id: sql<number>`max(${noticeEvents.id})`.as("last_id"),
      subject: noticeEvents.subject,
      revision: noticeEvents.revision,
      step: noticeEvents.step,
      isOver: noticeEvents.isOver,
      severity: noticeEvents.severity,
      at: noticeEvents.at,
      hasStarted: sql<number>`sum(${noticeEvents.step} = 'started')`.as("has_started"),
      startsAt: sql<string | null>`${noticeEvents.content} ->> 'starts_at'`.as("starts_at"),
      endsAt: sql<string | null>`${noticeEvents.content} ->> 'ends_at'`.as("ends_at"),
    })
    .from(noticeEvents)
    .where(sql`subject >= 'surface:' AND subject < 'surface;' OR subject >= 'window:' AND subject < 'window;'`)
    .groupBy(noticeEvents.subject);

/** The newest events of everybody, with what became of their deliveries. */
export const selectLatestEvents = (db: Db, limit: number) =>
  db
    .select({
      id: noticeEvents.id,
      subject: noticeEvents.subject,
      step: noticeEvents.step,
      createdAt: noticeEvents.createdAt,
      counts: sql<string>`(SELECT json_group_object(outcome, n) FROM (
        SELECT coalesce(reason, state) AS outcome, count(*) AS n FROM notice_deliveries WHERE event_id = ${noticeEvents.id} AND subscriber_id > ${OPERATORS} GROUP BY 1))`.as(
        "counts",
      ),
    })
    .from(noticeEvents)
    .where(sql`kind IS NOT NULL AND revision <> ${SILENT}`)
    .orderBy(desc(noticeEvents.id))
    .limit(limit);

/**
 * Deletes what was over before this time, with its deliveries; what lasts stays, so that its end reaches those who were told of it, and so
 * does that a window is told to nobody until the window is over. Alerts have a retention of their own.
 */
export function deleteEventsBefore(db: Db, before: number): Statement[] {
  const old = sql`SELECT e.id FROM ${noticeEvents} e WHERE e.created_at < ${toText(before)} AND (
    e.kind IS NULL AND e.subject NOT LIKE 'alert:%' OR e.kind = 'postmortems' OR EXISTS (
      SELECT 1 FROM ${noticeEvents} n WHERE n.subject = e.subject AND n.is_over = 1 AND n.id >= e.id AND n.created_at < ${toText(before)}))`;
  return [
    statement(db, sql`DELETE FROM notice_deliveries WHERE event_id IN (${old})`),
    statement(
      db,
      sql`DELETE FROM ${noticeEvents} WHERE id NOT IN (SELECT event_id FROM notice_deliveries)
      AND created_at < ${toText(before)}
      AND NOT (revision = ${SILENT} AND substr(subject, 8) IN (SELECT id FROM maintenance_windows WHERE ends_at >= ${toText(before)}))`,
    ),
  ];
}
