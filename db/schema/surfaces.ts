import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { SEVERITIES, SOURCES, STATES } from "@/lib/core/engine/states";
import { flag, oneOf } from "./columns";

/** One row a surface: its state, and each source's last report. `version` guards every write. */
export const surfaceState = sqliteTable(
  "surface_state",
  {
    surfaceId: text("surface_id").primaryKey(),
    state: text("state", { enum: STATES }).notNull(),
    stateSince: text("state_since").notNull(),
    stateSource: text("state_source", { enum: SOURCES }).notNull(),
    because: text("because").notNull().default("registered"),
    ticketPending: flag("ticket_pending"),
    publicNote: text("public_note"),
    maintenanceUntil: text("maintenance_until"),
    lastProbeOk: integer("last_probe_ok", { mode: "boolean" }),
    lastProbeAt: text("last_probe_at"),
    lastProbeLatencyMs: integer("last_probe_latency_ms"),
    lastProbeStatusCode: integer("last_probe_status_code"),
    lastProbeError: text("last_probe_error"),
    probeOkStreak: integer("probe_ok_streak").notNull().default(0),
    probeFailStreak: integer("probe_fail_streak").notNull().default(0),
    probeRecovering: flag("probe_recovering"),
    partnerState: text("partner_state", { enum: STATES }),
    partnerGoodAt: text("partner_good_at"),
    partnerPolledAt: text("partner_polled_at"),
    partnerFailedPolls: integer("partner_failed_polls").notNull().default(0),
    partnerMuted: flag("partner_muted"),
    ticketsMuted: flag("tickets_muted"),
    ticketFlag: flag("ticket_flag"),
    overrideSince: text("override_since"),
    overrideActor: text("override_actor"),
    overrideExpiresAt: text("override_expires_at"),
    overrideMaintenanceUntil: text("override_maintenance_until"),
    overrideSeverity: text("override_severity", { enum: SEVERITIES }),
    overrideNote: text("override_note"),
    pins: integer("pins").notNull().default(0),
    awaitingProbeSince: text("awaiting_probe_since"),
    releasedAt: text("released_at"),
    updatedAt: text("updated_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  () => [
    check("surface_state_state", oneOf("state", STATES)),
    check("surface_state_source", oneOf("state_source", SOURCES)),
    check("surface_state_note", sql.raw(`"public_note" IS NULL OR length("public_note") <= 280`)),
    check("surface_state_until", sql.raw(`"maintenance_until" IS NULL OR "state" = 'MAINTENANCE'`)),
  ],
);

/** A surface's closed UTC days, packed into one row, so that a page reads one row a surface however long the history. */
export const surfaceDays = sqliteTable(
  "surface_days",
  {
    surfaceId: text("surface_id").primaryKey(),
    /** The UTC midnight at which the last packed day ends; later changes are in the audit log. */
    closedTo: text("closed_to").notNull(),
    /** JSON: one text a day, the oldest first, at most 730 (lib/core/uptime/packed-days.ts). */
    days: text("days").notNull(),
  },
  () => [check("surface_days_midnight", sql.raw(`"closed_to" LIKE '____-__-__T00:00:00.000Z'`))],
);
