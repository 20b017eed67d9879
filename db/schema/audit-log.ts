import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { SOURCES, STATES } from "@/lib/core/engine/states";
import { MEASURING_SOURCES, OUT_STATES } from "@/lib/core/uptime/outages";
import { flag, oneOf } from "./columns";

/** The rows of measured outages, as the index of them has it: SQLite uses it only where a query repeats these words. */
export const ofMeasuredOutage = sql`${oneOf("new_state", OUT_STATES)} AND ${oneOf("state_source", MEASURING_SOURCES)} AND "ticket_pending" = 0`;

/** Every change of a surface's state, and what readers saw after it; never deleted. Append-only, enforced by triggers. */
export const statusAuditLog = sqliteTable(
  "status_audit_log",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    surfaceId: text("surface_id").notNull(),
    actor: text("actor").notNull(),
    previousState: text("previous_state", { enum: STATES }),
    newState: text("new_state", { enum: STATES }).notNull(),
    source: text("source", { enum: SOURCES }).notNull(),
    note: text("note"),
    createdAt: text("created_at").notNull(),
    effectiveAt: text("effective_at").notNull(),
    because: text("because").notNull(),
    stateSource: text("state_source", { enum: SOURCES }).notNull(),
    publicNote: text("public_note"),
    ticketPending: flag("ticket_pending"),
    maintenanceUntil: text("maintenance_until"),
  },
  (t) => [
    check("status_audit_log_previous", oneOf("previous_state", STATES)),
    check("status_audit_log_new", oneOf("new_state", STATES)),
    check("status_audit_log_source", oneOf("source", SOURCES)),
    check("status_audit_log_state_source", oneOf("state_source", SOURCES)),
    index("status_audit_log_surface_created").on(t.surfaceId, t.createdAt),
    index("status_audit_log_surface_effective").on(t.surfaceId, t.effectiveAt),
    index("status_audit_log_created").on(t.createdAt),
    index("status_audit_log_surface").on(t.surfaceId),
    index("status_audit_log_actor").on(t.actor),
    index("status_audit_log_source").on(t.source),
    index("status_audit_log_measured").on(t.effectiveAt).where(ofMeasuredOutage),
  ],
);

/** When readers first saw a change that was written later: the clock's changes are seen when they come due. Append-only. */
export const statusAuditSeen = sqliteTable("status_audit_seen", {
  auditId: integer("audit_id").primaryKey(),
  seenFrom: text("seen_from").notNull(),
});
