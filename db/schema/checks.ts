import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const ALERT_SEVERITIES = ["critical", "warning"] as const;

/** A monitor's last result; one row a check. */
export const opsChecks = sqliteTable("ops_checks", {
  checkKey: text("check_key").primaryKey(),
  ok: integer("ok", { mode: "boolean" }),
  severity: text("severity", { enum: ALERT_SEVERITIES }).notNull(),
  summary: text("summary").notNull(),
  /** JSON. */
  details: text("details").notNull().default("{}"),
  /** Since when `ok` has had this value. */
  since: text("since").notNull(),
  checkedAt: text("checked_at").notNull(),
});

/** Alerts to operators: at most one open per key. */
export const opsAlerts = sqliteTable(
  "ops_alerts",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    alertKey: text("alert_key").notNull(),
    severity: text("severity", { enum: ALERT_SEVERITIES }).notNull(),
    title: text("title").notNull(),
    openedAt: text("opened_at").notNull(),
    updatedAt: text("updated_at").notNull(),
    closedAt: text("closed_at"),
  },
  (t) => [
    uniqueIndex("ops_alerts_open").on(t.alertKey).where(sql.raw(`"closed_at" IS NULL`)),
    index("ops_alerts_opened").on(t.openedAt),
  ],
);

/** Which operator acknowledged an alert. */
export const opsAcknowledgements = sqliteTable("ops_acknowledgements", {
  alertId: integer("alert_id").primaryKey(),
  acknowledgedBy: text("acknowledged_by").notNull(),
  acknowledgedAt: text("acknowledged_at").notNull(),
});

/** Messages to the alert hook, as the release before this one sends them and after a rollback would again. Nothing here reads it; it goes once that release can't come back. */
export const opsAlertOutbox = sqliteTable("ops_alert_outbox", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  alertId: integer("alert_id").notNull(),
  event: text("event", { enum: ["opened", "closed"] }).notNull(),
  text: text("text").notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAttemptAt: text("next_attempt_at").notNull(),
  deliveredAt: text("delivered_at"),
});

/** Small values that a job keeps from one tick to the next. */
export const opsMemory = sqliteTable("ops_memory", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
  updatedAt: text("updated_at").notNull(),
});
