import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { SEVERITIES, SOURCES, STATES, TICKET_SEVERITIES } from "@/lib/engine/states";

/** Times are TEXT, ISO 8601 UTC with milliseconds, so that text order is time order. */
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" IN (${values.map((value) => `'${value}'`).join(", ")})`);
const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);

/** One row a surface: the verdict, and what each source last said. `version` guards every write. */
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

/** What we know of each FreeScout ticket, closed ones too, so that an older delivery can't reopen one. No ticket text but the public note. */
export const freescoutTickets = sqliteTable(
  "freescout_tickets",
  {
    ticketKey: text("ticket_key").primaryKey(),
    freescoutTicketId: integer("freescout_ticket_id").unique(),
    surfaceId: text("surface_id"),
    isOpen: flag("is_open"),
    severity: text("severity", { enum: TICKET_SEVERITIES }).notNull(),
    softened: flag("softened"),
    publicNote: text("public_note"),
    updatedAt: text("updated_at").notNull(),
    fingerprint: text("fingerprint").notNull(),
    incidentKey: text("incident_key"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("freescout_tickets_severity", oneOf("severity", TICKET_SEVERITIES)),
    index("freescout_tickets_open").on(t.surfaceId).where(sql.raw(`"is_open" = 1`)),
  ],
);

/** A planned window as it was asked for; `sequence` counts its edits. */
export const maintenanceWindows = sqliteTable(
  "maintenance_windows",
  {
    id: text("id").primaryKey(),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    publicNote: text("public_note"),
    actor: text("actor").notNull(),
    sequence: integer("sequence").notNull().default(0),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (t) => [
    check("maintenance_windows_span", sql.raw(`"ends_at" > "starts_at"`)),
    index("maintenance_windows_ends_at").on(t.endsAt),
  ],
);

export const WINDOW_PHASES = ["scheduled", "running", "ended", "cancelled"] as const;

/** A window as each of its surfaces lives through it; `began_at` and `ended_at` are what really happened. */
export const maintenanceWindowSurfaces = sqliteTable(
  "maintenance_window_surfaces",
  {
    windowId: text("window_id")
      .notNull()
      .references(() => maintenanceWindows.id),
    surfaceId: text("surface_id").notNull(),
    phase: text("phase", { enum: WINDOW_PHASES }).notNull(),
    beginsAt: text("begins_at").notNull(),
    endsAt: text("ends_at").notNull(),
    publicNote: text("public_note"),
    endedAt: text("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.surfaceId] }),
    check("maintenance_window_surfaces_phase", oneOf("phase", WINDOW_PHASES)),
    index("maintenance_window_surfaces_active").on(t.surfaceId).where(sql.raw(`"phase" IN ('scheduled', 'running')`)),
  ],
);

/** Incidents (D17). The public id is `inc_` and `id`; `incident_key` names the ticket, window or pin behind it. */
export const statusIncidents = sqliteTable(
  "status_incidents",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentKey: text("incident_key").notNull().unique(),
    surfaceId: text("surface_id").notNull(),
    openedAt: text("opened_at").notNull(),
    resolvedAt: text("resolved_at"),
    publicNote: text("public_note"),
    freescoutTicketId: integer("freescout_ticket_id").unique(),
    severity: text("severity", { enum: SEVERITIES }),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (t) => [
    check("status_incidents_severity", oneOf("severity", SEVERITIES)),
    index("status_incidents_surface_resolved").on(t.surfaceId, t.resolvedAt),
    index("status_incidents_resolved").on(t.resolvedAt),
    index("status_incidents_opened").on(t.openedAt),
  ],
);

export const INCIDENT_UPDATE_KINDS = ["opened", "updated", "resolved", "reopened"] as const;

/** Each public word on an incident, in turn. Append-only. */
export const incidentUpdates = sqliteTable(
  "incident_updates",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id").notNull(),
    surfaceId: text("surface_id").notNull(),
    kind: text("kind", { enum: INCIDENT_UPDATE_KINDS }).notNull(),
    severity: text("severity", { enum: SEVERITIES }),
    publicNote: text("public_note"),
    effectiveAt: text("effective_at").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (t) => [
    check("incident_updates_kind", oneOf("kind", INCIDENT_UPDATE_KINDS)),
    index("incident_updates_incident").on(t.incidentId, t.id),
  ],
);

/** Every change, for ever: the chain of states, and what readers then saw. Append-only, enforced by triggers. */
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
  ],
);

/** From when on readers saw a change that was written later: the clock's are seen as they come due. Append-only. */
export const statusAuditSeen = sqliteTable("status_audit_seen", {
  auditId: integer("audit_id").primaryKey(),
  seenFrom: text("seen_from").notNull(),
});

/** Resolved incidents of over 30 days: moved here whole by the nightly job, and back when a ticket is reopened (D8). */
export const statusIncidentsArchive = sqliteTable(
  "status_incidents_archive",
  {
    id: integer("id").primaryKey(),
    incidentKey: text("incident_key").notNull().unique(),
    surfaceId: text("surface_id").notNull(),
    openedAt: text("opened_at").notNull(),
    resolvedAt: text("resolved_at"),
    publicNote: text("public_note"),
    freescoutTicketId: integer("freescout_ticket_id").unique(),
    severity: text("severity", { enum: SEVERITIES }),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (t) => [
    index("status_incidents_archive_surface_resolved").on(t.surfaceId, t.resolvedAt),
    index("status_incidents_archive_resolved").on(t.resolvedAt),
    index("status_incidents_archive_opened").on(t.openedAt),
  ],
);

/** Raw probe results, 7 days of them, in the order of time. */
export const probeResults = sqliteTable(
  "probe_results",
  {
    checkedAt: text("checked_at").notNull(),
    surfaceId: text("surface_id").notNull(),
    ok: integer("ok", { mode: "boolean" }).notNull(),
    latencyMs: integer("latency_ms"),
    statusCode: integer("status_code"),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.checkedAt, t.surfaceId] })],
);

/** One closed day of a surface's probes, its 24 hours packed into one row. Kept for ever. */
export const probeDays = sqliteTable(
  "probe_days",
  {
    surfaceId: text("surface_id").notNull(),
    day: text("day").notNull(),
    probes: integer("probes").notNull(),
    failures: integer("failures").notNull(),
    latencyMsSum: integer("latency_ms_sum").notNull(),
    latencyMsMax: integer("latency_ms_max"),
    /** JSON: hour of the day → `[probes, failures, latency_ms_sum, latency_ms_max]`. */
    hours: text("hours").notNull(),
  },
  (t) => [primaryKey({ columns: [t.surfaceId, t.day] })],
);

/** A surface's closed UTC days, packed into its one row, so that a page reads one row a surface however long the history. */
export const surfaceDays = sqliteTable(
  "surface_days",
  {
    surfaceId: text("surface_id").primaryKey(),
    /** The UTC midnight at which the last packed day ends; the log tells what came after it. */
    closedTo: text("closed_to").notNull(),
    /** JSON: one text a day, the oldest first, at most 730 (lib/uptime/packed-days.ts). */
    days: text("days").notNull(),
  },
  () => [check("surface_days_midnight", sql.raw(`"closed_to" LIKE '____-__-__T00:00:00.000Z'`))],
);

/** What a partner's feed last said, for conditional requests and for operators; written when it says something else. */
export const partnerFeeds = sqliteTable("partner_feeds", {
  surfaceId: text("surface_id").primaryKey(),
  etag: text("etag"),
  lastModified: text("last_modified"),
  state: text("state", { enum: STATES }),
  /** JSON: the vendor's own open incident titles, never public. */
  incidentTitles: text("incident_titles").notNull().default("[]"),
  feedAt: text("feed_at"),
  failure: text("failure"),
  /** The registry's entry under which it said so: another one asks anew. */
  askedAs: text("asked_as"),
  updatedAt: text("updated_at").notNull(),
});

/** When the reconciler last looked at a ticket, so that the one not looked at for longest comes first. */
export const freescoutLooks = sqliteTable("freescout_looks", {
  ticketKey: text("ticket_key").primaryKey(),
  lookedAt: text("looked_at").notNull(),
});

/** Each tick of the cron, 7 days of them; `jobs` is JSON, per job: ok, counts, ms. */
export const cronRuns = sqliteTable("cron_runs", {
  scheduledAt: text("scheduled_at").primaryKey(),
  startedAt: text("started_at").notNull(),
  finishedAt: text("finished_at"),
  jobs: text("jobs"),
});

export const ALERT_SEVERITIES = ["critical", "warning"] as const;

/** What a monitor last found; one row a check. */
export const opsChecks = sqliteTable("ops_checks", {
  checkKey: text("check_key").primaryKey(),
  ok: integer("ok", { mode: "boolean" }),
  severity: text("severity", { enum: ALERT_SEVERITIES }).notNull(),
  summary: text("summary").notNull(),
  /** JSON. */
  details: text("details").notNull().default("{}"),
  /** Since when `ok` has been what it is. */
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

/** Who has seen an alert and takes care of it. */
export const opsAcknowledgements = sqliteTable("ops_acknowledgements", {
  alertId: integer("alert_id").primaryKey(),
  acknowledgedBy: text("acknowledged_by").notNull(),
  acknowledgedAt: text("acknowledged_at").notNull(),
});

/** Messages to the alert hook; one that has arrived stays a week, so that the same is not sent twice. */
export const opsAlertOutbox = sqliteTable("ops_alert_outbox", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  alertId: integer("alert_id").notNull(),
  event: text("event", { enum: ["opened", "closed"] }).notNull(),
  text: text("text").notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAttemptAt: text("next_attempt_at").notNull(),
  deliveredAt: text("delivered_at"),
});

/** Small things that a job remembers from one tick to the next. */
export const opsMemory = sqliteTable("ops_memory", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
  updatedAt: text("updated_at").notNull(),
});

/** What operators did, one row an act, whether or not it moved a surface. Append-only; `request_id` is counted once. */
export const operatorActions = sqliteTable(
  "operator_actions",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    requestId: text("request_id").unique(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** JSON: what was asked. */
    asked: text("asked").notNull(),
    /** JSON: what it was answered, so that the same request is answered the same. */
    result: text("result").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (t) => [index("operator_actions_created").on(t.createdAt)],
);
