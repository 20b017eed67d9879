import { and, asc, between, count, desc, eq, getTableColumns, isNull, lt, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { type ALERT_SEVERITIES, opsAcknowledgements, opsAlertOutbox, opsAlerts } from "@/db/schema/checks";
import { toText } from "@/db/time";

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
    ...(announce ? [enqueue(db, "opened", and(isOpen(alert.key), eq(opsAlerts.openedAt, at)), now)] : []),
  ];
}

/** Closes the open alert of this key, if there is one, no earlier than it opened: a tick's time is its scheduled minute. */
export function closeAlert(db: Db, key: string, now: number, announce: boolean): Statement[] {
  const at = toText(now);
  return [
    ...(announce ? [enqueue(db, "closed", isOpen(key), now)] : []),
    db
      .update(opsAlerts)
      .set({ closedAt: sql`MAX(${at}, ${opsAlerts.openedAt})`, updatedAt: at })
      .where(isOpen(key)),
  ];
}

/** Queues one message for an alert and event, however often it is called. */
function enqueue(db: Db, event: "opened" | "closed", which: ReturnType<typeof and>, now: number): Statement {
  const label = event === "opened" ? "" : "Resolved: ";
  return db.insert(opsAlertOutbox).select(
    db
      .select({
        id: sql<number>`NULL`.as("id"),
        alertId: opsAlerts.id,
        event: sql<"opened">`${event}`.as("event"),
        text: sql<string>`${label} || '[' || ${opsAlerts.severity} || '] ' || ${opsAlerts.title}`.as("text"),
        attempts: sql<number>`0`.as("attempts"),
        nextAttemptAt: sql<string>`${toText(now)}`.as("next_attempt_at"),
        deliveredAt: sql<string | null>`NULL`.as("delivered_at"),
      })
      .from(opsAlerts)
      .where(
        and(
          which,
          sql`NOT EXISTS (SELECT 1 FROM ${opsAlertOutbox} WHERE ${opsAlertOutbox.alertId} = ${opsAlerts.id} AND ${opsAlertOutbox.event} = ${event})`,
        ),
      ),
  );
}

/** Messages that have not been delivered, oldest first. */
export const selectWaitingMessages = (db: Db, limit: number) =>
  db
    .select()
    .from(opsAlertOutbox)
    .where(isNull(opsAlertOutbox.deliveredAt))
    .orderBy(asc(opsAlertOutbox.id))
    .limit(limit);

/** Claims a message for one attempt and sets the time of the next; false if another tick has claimed it. */
export async function claimMessage(
  db: Db,
  message: { id: number; attempts: number },
  retryAt: number,
): Promise<boolean> {
  const claimed = await db
    .update(opsAlertOutbox)
    .set({ attempts: message.attempts + 1, nextAttemptAt: toText(retryAt) })
    .where(
      and(
        eq(opsAlertOutbox.id, message.id),
        eq(opsAlertOutbox.attempts, message.attempts),
        isNull(opsAlertOutbox.deliveredAt),
      ),
    )
    .returning({ id: opsAlertOutbox.id });
  return claimed.length > 0;
}

export const settleMessage = (db: Db, id: number, now: number): Statement =>
  db
    .update(opsAlertOutbox)
    .set({ deliveredAt: toText(now) })
    .where(eq(opsAlertOutbox.id, id));

export const deleteDeliveredBefore = (db: Db, before: number): Statement =>
  db.delete(opsAlertOutbox).where(lt(opsAlertOutbox.deliveredAt, toText(before)));

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
  db.select({ waiting: count() }).from(opsAlertOutbox).where(isNull(opsAlertOutbox.deliveredAt));
