import { and, asc, between, count, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { type ALERT_SEVERITIES, opsAcknowledgements, opsAlerts } from "@/db/schema/checks";
import { noticeDeliveries, noticeEvents } from "@/db/schema/notices";
import { statement } from "@/db/statement";
import { toText } from "@/db/time";
import { OPERATORS } from "@/lib/core/notices/channels";

export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** An alert to operators; at most one is open per key. */
export type Alert = { key: string; severity: AlertSeverity; title: string };

const isOpen = (key: string) => and(eq(opsAlerts.alertKey, key), isNull(opsAlerts.closedAt));

/** Opens the alert, or updates the open one; `announce` puts a new one into the outbox. */
export function openAlert(db: Db, alert: Alert, now: number, announce: boolean): Statement[] {
  const at = toText(now);
  const values = { severity: alert.severity, title: alert.title, updatedAt: at };
  return [
    db
      .insert(opsAlerts)
      .values({ alertKey: alert.key, ...values, openedAt: at })
      .onConflictDoUpdate({ target: opsAlerts.alertKey, targetWhere: isNull(opsAlerts.closedAt), set: values }),
    ...(announce ? enqueue(db, "opened", and(isOpen(alert.key), eq(opsAlerts.openedAt, at)), now) : []),
  ];
}

/** Closes the open alert of this key, if there is one, no earlier than it opened: a tick's time is its scheduled minute. */
export function closeAlert(db: Db, key: string, now: number, announce: boolean): Statement[] {
  const at = toText(now);
  return [
    ...(announce ? enqueue(db, "resolved", isOpen(key), now) : []),
    db
      .update(opsAlerts)
      .set({ closedAt: sql`MAX(${at}, ${opsAlerts.openedAt})`, updatedAt: at })
      .where(isOpen(key)),
  ];
}

/** Queues one message for an alert and step, however often it is called: an event of the notices' outbox, and its one delivery. */
function enqueue(db: Db, step: "opened" | "resolved", which: ReturnType<typeof and>, now: number): Statement[] {
  const label = step === "opened" ? "" : "Resolved: ";
  const at = toText(now);
  return [
    statement(
      db,
      sql`INSERT INTO ${noticeEvents} (subject, revision, step, is_over, content, at, created_at, fanned_out_at)
      SELECT 'alert:' || id, 1, ${step}, ${step === "resolved" ? 1 : 0}, json_object('text', ${label} || '[' || severity || '] ' || title), ${at}, ${at}, ${at}
      FROM ${opsAlerts} WHERE ${which} ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`INSERT INTO notice_deliveries (event_id, subscriber_id, due_at)
      SELECT e.id, ${OPERATORS}, ${at} FROM ${opsAlerts} CROSS JOIN ${noticeEvents} e
      WHERE ${which} AND e.subject = 'alert:' || ${opsAlerts.id} AND e.revision = 1 AND e.step = ${step} ON CONFLICT DO NOTHING`,
    ),
  ];
}

const ALERT_EVENTS = sql`SELECT id FROM ${noticeEvents} WHERE subject >= 'alert:' AND subject < 'alert;'`;

/** Deletes the messages that were sent before this time. */
export const deleteMessagesSentBefore = (db: Db, before: number): Statement[] => [
  statement(
    db,
    sql`DELETE FROM notice_deliveries WHERE event_id IN (${ALERT_EVENTS}) AND state = 'sent' AND sent_at < ${toText(before)}`,
  ),
  statement(
    db,
    sql`DELETE FROM notice_events WHERE id IN (${ALERT_EVENTS}) AND id NOT IN (SELECT event_id FROM notice_deliveries)`,
  ),
];

/** Deletes every message, sent or not: after a restore other alerts have their numbers. */
export const deleteMessages = (db: Db): Statement[] => [
  statement(db, sql`DELETE FROM notice_deliveries WHERE event_id IN (${ALERT_EVENTS})`),
  statement(db, sql`DELETE FROM notice_events WHERE id IN (${ALERT_EVENTS})`),
];

/** An alert, and the operator who acknowledged it. */
const selectAlerts = (db: Db) =>
  db
    .select({
      ...getTableColumns(opsAlerts),
      acknowledgedBy: opsAcknowledgements.acknowledgedBy,
      acknowledgedAt: opsAcknowledgements.acknowledgedAt,
    })
    .from(opsAlerts)
    .leftJoin(opsAcknowledgements, eq(opsAcknowledgements.alertId, opsAlerts.id))
    .$dynamic();

export type AlertRow = Awaited<ReturnType<typeof selectAlerts>>[number];

export const selectOpenAlerts = (db: Db) =>
  selectAlerts(db).where(isNull(opsAlerts.closedAt)).orderBy(asc(opsAlerts.severity), asc(opsAlerts.openedAt));

/** The open alerts whose key begins so. */
export const selectOpenAlertTitles = (db: Db, prefix: string) =>
  db
    .select({ key: opsAlerts.alertKey, title: opsAlerts.title })
    .from(opsAlerts)
    .where(and(isNull(opsAlerts.closedAt), between(opsAlerts.alertKey, prefix, `${prefix}\uffff`)));

export const selectLatestAlerts = (db: Db, limit: number) =>
  selectAlerts(db).orderBy(desc(opsAlerts.openedAt), desc(opsAlerts.id)).limit(limit);

export const selectAlert = (db: Db, id: number) =>
  selectAlerts(db).where(and(eq(opsAlerts.id, id), isNull(opsAlerts.closedAt)));

/** Records that an operator acknowledged the alert; the first one stays named. */
export const acknowledgeAlert = (db: Db, alertId: number, acknowledgedBy: string, now: number): Statement =>
  db
    .insert(opsAcknowledgements)
    .values({ alertId, acknowledgedBy, acknowledgedAt: toText(now) })
    .onConflictDoNothing();

/** How many messages wait to be sent to the alert hook. */
export const countWaitingMessages = (db: Db) =>
  db
    .select({ waiting: count() })
    .from(noticeDeliveries)
    .where(and(sql`${noticeDeliveries.state} = 'due'`, eq(noticeDeliveries.subscriberId, OPERATORS)));
