import * as z from "zod";
import { CATEGORIES, PHASES, SEVERITIES, SOURCES, STATES } from "@/lib/core/engine/states";
import { PageLayout } from "./page-layout";
import type { Incident } from "./public";
import { IsoTime } from "./times";

const State = z.enum(STATES);
const Source = z.enum(SOURCES);

/** One row of the audit log; `because` is the rule as a sentence, `written_at` its `created_at`. */
export const OpsAuditRow = z.strictObject({
  id: z.int(),
  surface_id: z.string(),
  actor: z.string(),
  source: Source,
  previous_state: State.nullable(),
  new_state: State,
  because: z.string(),
  note: z.string().nullable(),
  public_note: z.string().nullable(),
  ticket_pending: z.boolean(),
  maintenance_until: IsoTime.nullable(),
  effective_at: IsoTime,
  written_at: IsoTime,
});
export type OpsAuditRow = z.infer<typeof OpsAuditRow>;

/** A source's standing on a surface (lib/core/engine/explain.ts); `age_s` is the age of its last report. */
export const OpsSource = z.strictObject({
  source: Source,
  state: State.nullable(),
  rule: z.string().nullable(),
  because: z.string().nullable(),
  standing: z.enum(["decides", "outranked", "masked", "muted", "silent"]),
  reported_at: IsoTime.nullable(),
  age_s: z.int().nullable(),
});
export type OpsSource = z.infer<typeof OpsSource>;

/** An open ticket; `is_operators` where it is no ticket of FreeScout's, but an operator's incident, which holds its surface likewise. */
const OpsTicket = z.strictObject({
  is_operators: z.boolean(),
  freescout_ticket_id: z.int().nullable(),
  url: z.url().nullable(),
  severity: z.enum(SEVERITIES),
  counts_as: z.enum(SEVERITIES),
  updated_at: IsoTime,
  public_note: z.string().nullable(),
});

const OpsWindow = z.strictObject({
  id: z.string(),
  begins_at: IsoTime,
  ends_at: IsoTime,
  public_note: z.string().nullable(),
  running: z.boolean(),
});

/** A partner feed's last reading; titles are the vendor's own and never public. */
const OpsFeed = z.strictObject({
  state: State.nullable(),
  reading: State.nullable(),
  incident_titles: z.array(z.string()),
  good_at: IsoTime.nullable(),
  polled_at: IsoTime.nullable(),
  failed_polls: z.int(),
  failure: z.string().nullable(),
});

const OpsProbe = z.strictObject({ at: IsoTime, ok: z.boolean(), latency_ms: z.int().nullable() });

/** One surface of the dashboard: stored and shown state, why, and the monitors' figures (contract §15.5). */
export const OpsSurface = z.strictObject({
  id: z.string(),
  display_name: z.string(),
  category: z.enum(CATEGORIES),
  /** The id of the surface's newest audit row; a write sends it back to show what its operator saw. */
  version: z.int(),
  state: State,
  shown_state: State,
  state_since: IsoTime,
  state_source: Source,
  because: z.string(),
  ticket_pending: z.boolean(),
  public_note: z.string().nullable(),
  maintenance_until: IsoTime.nullable(),
  overridden_by: z.string().nullable(),
  override_since: IsoTime.nullable(),
  override_expires_at: IsoTime.nullable(),
  /** Whether an alert is sent when it is down and back; null for a surface that has none. */
  alerts: z.enum(["on", "muted"]).nullable(),
  sources: z.array(OpsSource),
  probe_url: z.string().nullable(),
  last_probe_at: IsoTime.nullable(),
  last_probe_ok: z.boolean().nullable(),
  last_probe_latency_ms: z.int().nullable(),
  last_probe_status_code: z.int().nullable(),
  last_probe_error: z.string().nullable(),
  probe_ok_streak: z.int(),
  probe_fail_streak: z.int(),
  probes: z.array(OpsProbe),
  /** What the watcher outside has last seen; null where it reports nothing. */
  outside: z.strictObject({ ok: z.boolean(), summary: z.string(), checked_at: IsoTime }).nullable(),
  partner_name: z.string().nullable(),
  partner_feed: OpsFeed.nullable(),
  freescout_ticket_id: z.int().nullable(),
  open_tickets: z.array(OpsTicket),
  windows: z.array(OpsWindow),
  sentry_errors_24h: z.int().nullable(),
  build_status: z.record(z.string(), z.unknown()).nullable(),
  last_deploy: z.record(z.string(), z.unknown()).nullable(),
  state_audit_log: z.array(OpsAuditRow),
});
export type OpsSurface = z.infer<typeof OpsSurface>;

export const OpsAlert = z.strictObject({
  id: z.int(),
  key: z.string(),
  severity: z.enum(["critical", "warning"]),
  title: z.string(),
  opened_at: IsoTime,
  updated_at: IsoTime,
  closed_at: IsoTime.nullable(),
  acknowledged_at: IsoTime.nullable(),
  acknowledged_by: z.string().nullable(),
});
export type OpsAlert = z.infer<typeof OpsAlert>;

/** `GET /api/ops/status` and `GET /api/status/` (contract §15.5): the dashboard, worst first. */
export const OpsDashboard = z.strictObject({
  generated_at: IsoTime,
  overall_status: State,
  surfaces: z.array(OpsSurface),
  alerts: z.array(OpsAlert),
  last_tick_at: IsoTime.nullable(),
});
export type OpsDashboard = z.infer<typeof OpsDashboard>;

/** `GET /api/ops/audit`: newest first; `next` is the cursor of the next page, null on the last one. */
export const OpsAuditPage = z.strictObject({ rows: z.array(OpsAuditRow), next: z.string().nullable() });
export type OpsAuditPage = z.infer<typeof OpsAuditPage>;

const OpsIncidentUpdate = z.strictObject({
  kind: z.enum(["opened", "updated", "resolved", "reopened"]),
  severity: z.enum(SEVERITIES).nullable(),
  public_note: z.string().nullable(),
  effective_at: IsoTime,
});

/** An incident for operators; `left_out` says when the note policy left sentences of its ticket out, and by which rules. */
export const OpsIncident = z.strictObject({
  id: z.int(),
  public_id: z.string(),
  kind: z.enum(["operator", "ticket", "window", "pin", "other"]),
  surface_id: z.string(),
  severity: z.enum(SEVERITIES).nullable(),
  opened_at: IsoTime,
  resolved_at: IsoTime.nullable(),
  public_note: z.string().nullable(),
  freescout_ticket_id: z.int().nullable(),
  ticket_url: z.url().nullable(),
  archived: z.boolean(),
  /** A correction sends it back to show what its operator saw. */
  updated_at: IsoTime,
  words: z.array(OpsIncidentUpdate),
  left_out: z.array(z.strictObject({ at: IsoTime, remark: z.string() })),
});
export type OpsIncident = z.infer<typeof OpsIncident>;

export const OpsIncidents = z.strictObject({ incidents: z.array(OpsIncident), next: z.string().nullable() });
export type OpsIncidents = z.infer<typeof OpsIncidents>;

/** One public incident for its operators: as readers see it, and what its forms must have seen. */
export type OpsTold = Pick<OpsIncident, "id" | "public_id" | "kind" | "freescout_ticket_id" | "ticket_url"> & {
  incident: Incident;
  revision: number;
  /** How bad it is on each surface that an operator's incident holds. */
  severities: Readonly<Record<string, string>>;
  /** Every surface with its version. */
  surfaces: { surface_id: string; version: number }[];
};

/** One surface as readers saw it; `recorded` is false before its first row in the log. */
const OpsSurfaceAt = z.strictObject({
  id: z.string(),
  display_name: z.string(),
  category: z.enum(CATEGORIES),
  state: State,
  state_since: IsoTime,
  ticket_pending: z.boolean(),
  public_note: z.string().nullable(),
  public_description: z.string(),
  maintenance_until: IsoTime.nullable(),
  recorded: z.boolean(),
  audit_id: z.int().nullable(),
});

/** `GET /api/ops/at`: the public page at an instant, rebuilt from the log. */
export const OpsPageAt = z.strictObject({
  time: IsoTime,
  overall_status: State,
  surfaces: z.array(OpsSurfaceAt),
  layout: PageLayout,
  /** The incidents that readers saw as open, an item a surface, each under its public incident's id. */
  open_incidents: z.array(
    z.strictObject({
      public_id: z.string(),
      surface_id: z.string(),
      severity: z.enum(SEVERITIES),
      title: z.string().nullable(),
      phase: z.enum(PHASES).exclude(["resolved"]).nullable(),
      opened_at: IsoTime,
      public_note: z.string().nullable(),
      updates: z.int().nonnegative(),
      last_update_at: IsoTime,
    }),
  ),
});
export type OpsPageAt = z.infer<typeof OpsPageAt>;
