import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { PHASES, SEVERITIES, SOURCES } from "@/lib/core/engine/states";
import { oneOf } from "./columns";

const columns = () => ({
  incidentKey: text("incident_key").notNull().unique(),
  surfaceId: text("surface_id").notNull(),
  openedAt: text("opened_at").notNull(),
  resolvedAt: text("resolved_at"),
  publicNote: text("public_note"),
  freescoutTicketId: integer("freescout_ticket_id").unique(),
  severity: text("severity", { enum: SEVERITIES }),
  createdAt: text("created_at").notNull(),
  updatedAt: text("updated_at").notNull(),
});

/** Incidents (contract §2.9). The public id is `inc_` and `id`; `incident_key` names the ticket, window or override behind it. */
export const statusIncidents = sqliteTable(
  "status_incidents",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    ...columns(),
  },
  (t) => [
    check("status_incidents_severity", oneOf("severity", SEVERITIES)),
    index("status_incidents_surface_resolved").on(t.surfaceId, t.resolvedAt),
    index("status_incidents_resolved").on(t.resolvedAt),
    index("status_incidents_opened").on(t.openedAt),
  ],
);

/** Incidents resolved over 30 days ago: moved here by the nightly job, and back when a ticket is reopened (contract §17.2). */
export const statusIncidentsArchive = sqliteTable(
  "status_incidents_archive",
  {
    id: integer("id").primaryKey(),
    ...columns(),
  },
  (t) => [
    index("status_incidents_archive_surface_resolved").on(t.surfaceId, t.resolvedAt),
    index("status_incidents_archive_resolved").on(t.resolvedAt),
    index("status_incidents_archive_opened").on(t.openedAt),
  ],
);

export const INCIDENT_UPDATE_KINDS = ["opened", "updated", "resolved", "reopened"] as const;

/** Each public update of an incident, in order. Append-only. */
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

/**
 * The rows of public incidents that have more than one: each with the incident's number, which is that of its first row (entered too, so
 * that one seek by a row finds them all). A row that is in no entry is an incident by itself (contract §2.12).
 */
export const incidentMembers = sqliteTable(
  "incident_members",
  {
    rowId: integer("row_id").primaryKey(),
    incidentId: integer("incident_id").notNull(),
  },
  (t) => [index("incident_members_incident").on(t.incidentId)],
);

/** A phase, or that a revision is the incident's postmortem. */
export const REVISION_PHASES = [...PHASES, "postmortem"] as const;

/**
 * Each change of a public incident, numbered within it: what `incident_updates` gained on its rows up to `update_id`, and the words
 * beside them. `title` is the given one as of then; `body` is a postmortem's text. Append-only.
 */
export const incidentRevisions = sqliteTable(
  "incident_revisions",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id").notNull(),
    revision: integer("revision").notNull(),
    phase: text("phase", { enum: REVISION_PHASES }).notNull(),
    title: text("title"),
    body: text("body"),
    source: text("source", { enum: SOURCES }).notNull(),
    at: text("at").notNull(),
    updateId: integer("update_id").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (t) => [
    check("incident_revisions_phase", oneOf("phase", REVISION_PHASES)),
    check("incident_revisions_source", oneOf("source", SOURCES)),
    uniqueIndex("incident_revisions_revision").on(t.incidentId, t.revision),
  ],
);
