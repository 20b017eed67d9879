import * as z from "zod";

/** The part of Statuspage v2 that is served (contract §11.5). It has no state for "unknown". */
const COMPONENT_STATUSES = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

const INDICATORS = ["none", "maintenance", "minor", "major", "critical"] as const;
const IMPACTS = ["minor", "major", "critical"] as const;
export type Impact = (typeof IMPACTS)[number];
const MAINTENANCE_STATUSES = ["scheduled", "in_progress", "completed"] as const;
export type MaintenanceStatus = (typeof MAINTENANCE_STATUSES)[number];

/** ISO 8601 UTC with milliseconds and `Z`: the form of every time in these bodies. */
export const StatuspageTime = z.iso.datetime({ offset: false, precision: 3 });
export const StatuspageId = z.string().regex(/^[0-9a-z]{12}$/);

export const StatuspagePage = z.strictObject({
  id: StatuspageId,
  name: z.string(),
  url: z.url(),
  time_zone: z.literal("Etc/UTC"),
  updated_at: StatuspageTime,
});
export type StatuspagePage = z.infer<typeof StatuspagePage>;

export const StatuspageStatus = z.strictObject({ indicator: z.enum(INDICATORS), description: z.string().min(1) });
export type StatuspageStatus = z.infer<typeof StatuspageStatus>;

const component = {
  id: StatuspageId,
  name: z.string(),
  status: z.enum(COMPONENT_STATUSES),
  created_at: StatuspageTime,
  updated_at: StatuspageTime,
  position: z.int().min(1),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: StatuspageId.nullable(),
  page_id: StatuspageId,
};

/** A surface as a Statuspage component. */
export const StatuspageComponent = z.strictObject({
  ...component,
  group: z.literal(false),
  only_show_if_degraded: z.boolean(),
});
export type StatuspageComponent = z.infer<typeof StatuspageComponent>;

/** A category as a Statuspage component: only a group has `components`. */
export const StatuspageGroup = z.strictObject({
  ...component,
  group: z.literal(true),
  only_show_if_degraded: z.boolean(),
  components: z.array(StatuspageId).min(1),
});
export type StatuspageGroup = z.infer<typeof StatuspageGroup>;

const AffectedComponent = z.strictObject({
  code: StatuspageId,
  name: z.string(),
  old_status: z.enum(COMPONENT_STATUSES),
  new_status: z.enum(COMPONENT_STATUSES),
});
export type AffectedComponent = z.infer<typeof AffectedComponent>;

const INCIDENT_STATUSES = ["investigating", "identified", "monitoring", "resolved", "postmortem"] as const;

const updateIn = <const S extends readonly [string, ...string[]]>(statuses: S) =>
  z.strictObject({
    id: StatuspageId,
    status: z.enum(statuses),
    body: z.string().min(1),
    incident_id: StatuspageId,
    created_at: StatuspageTime,
    updated_at: StatuspageTime,
    display_at: StatuspageTime,
    affected_components: z.array(AffectedComponent),
    deliver_notifications: z.boolean(),
    custom_tweet: z.null(),
    tweet_id: z.null(),
  });

const incidentIn = <const S extends readonly [string, ...string[]], const I extends readonly [string, ...string[]]>(
  statuses: S,
  impacts: I,
) => ({
  id: StatuspageId,
  name: z.string().min(1),
  status: z.enum(statuses),
  created_at: StatuspageTime,
  updated_at: StatuspageTime,
  monitoring_at: StatuspageTime.nullable(),
  resolved_at: StatuspageTime.nullable(),
  impact: z.enum(impacts),
  shortlink: z.url(),
  started_at: StatuspageTime,
  page_id: StatuspageId,
  incident_updates: z.array(updateIn(statuses)),
  components: z.array(StatuspageComponent),
  reminder_intervals: z.null(),
});

/** There where the incident has a postmortem. */
const postmortem = {
  postmortem_body: z.string().min(1).optional(),
  postmortem_body_last_updated_at: StatuspageTime.optional(),
  postmortem_ignored: z.boolean().optional(),
  postmortem_notified_subscribers: z.boolean().optional(),
  postmortem_notified_twitter: z.boolean().optional(),
  postmortem_published_at: StatuspageTime.optional(),
};

export const StatuspageIncident = z.strictObject({ ...incidentIn(INCIDENT_STATUSES, IMPACTS), ...postmortem });
export type StatuspageIncident = z.infer<typeof StatuspageIncident>;

export const StatuspageMaintenance = z.strictObject({
  ...incidentIn(MAINTENANCE_STATUSES, ["maintenance"]),
  scheduled_for: StatuspageTime,
  scheduled_until: StatuspageTime,
});
export type StatuspageMaintenance = z.infer<typeof StatuspageMaintenance>;

const page = StatuspagePage;
const components = z.array(z.xor([StatuspageComponent, StatuspageGroup]));
const incidents = z.array(StatuspageIncident);
const scheduled_maintenances = z.array(StatuspageMaintenance);
const status = StatuspageStatus;

/** The five response shapes of the eight routes under `/api/v2/` (contract §11.5). */
export const StatuspageSummaryBody = z.strictObject({ page, components, incidents, scheduled_maintenances, status });
export type StatuspageSummaryBody = z.infer<typeof StatuspageSummaryBody>;
export const StatuspageStatusBody = z.strictObject({ page, status });
export type StatuspageStatusBody = z.infer<typeof StatuspageStatusBody>;
export const StatuspageComponentsBody = z.strictObject({ page, components });
export type StatuspageComponentsBody = z.infer<typeof StatuspageComponentsBody>;
export const StatuspageIncidentsBody = z.strictObject({ page, incidents });
export type StatuspageIncidentsBody = z.infer<typeof StatuspageIncidentsBody>;
export const StatuspageMaintenancesBody = z.strictObject({ page, scheduled_maintenances });
export type StatuspageMaintenancesBody = z.infer<typeof StatuspageMaintenancesBody>;
