import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { SEVERITIES } from "@/lib/core/engine/states";
import { LETTERS, NOTICE_KINDS, STEPS } from "@/lib/core/notices/event";
import { flag, oneOf } from "./columns";

const ALL_STEPS = [...STEPS, ...LETTERS] as const;

/** What subscribers and operators may be told, inserted by the batch of the change itself; `cursor` is the last subscriber of its fan-out. */
export const noticeEvents = sqliteTable(
  "notice_events",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    subject: text("subject").notNull(),
    revision: integer("revision").notNull(),
    step: text("step", { enum: ALL_STEPS }).notNull(),
    /** Null: a letter to one subscriber, or an alert to operators. */
    kind: text("kind", { enum: NOTICE_KINDS }),
    isOver: flag("is_over"),
    severity: text("severity", { enum: SEVERITIES }),
    /** JSON: the ids of the surfaces that it is about. */
    surfaces: text("surfaces").notNull().default("[]"),
    /** JSON: what the message says, as it was then. */
    content: text("content").notNull().default("{}"),
    at: text("at").notNull(),
    createdAt: text("created_at").notNull(),
    cursor: integer("cursor").notNull().default(0),
    fannedOutAt: text("fanned_out_at"),
  },
  (t) => [
    uniqueIndex("notice_events_once").on(t.subject, t.revision, t.step),
    index("notice_events_waiting").on(t.id).where(sql.raw(`"fanned_out_at" IS NULL`)),
    check("notice_events_step", oneOf("step", ALL_STEPS)),
  ],
);

export const DELIVERY_STATES = ["due", "sent", "skipped", "failed"] as const;

/** One event for one subscriber, by number: no address is here. */
export const noticeDeliveries = sqliteTable(
  "notice_deliveries",
  {
    eventId: integer("event_id").notNull(),
    subscriberId: integer("subscriber_id").notNull(),
    state: text("state", { enum: DELIVERY_STATES }).notNull().default("due"),
    /** Why it was skipped or failed. */
    reason: text("reason"),
    dueAt: text("due_at").notNull(),
    sentAt: text("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.subscriberId] }),
    index("notice_deliveries_due").on(t.subscriberId).where(sql.raw(`"state" = 'due'`)),
    check("notice_deliveries_state", oneOf("state", DELIVERY_STATES)),
  ],
);
