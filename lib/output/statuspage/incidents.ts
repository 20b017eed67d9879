import { type Severity, stateOfSeverity, type TicketSeverity, worstState } from "@/lib/core/engine/states";
import { titleOf } from "@/lib/output/incident-title";
import { type HistoryIncident, type HistoryWindow, type PublicHistory, surfaceNames } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import { STATE_LABELS } from "@/lib/output/text";
import type { IncidentUpdate } from "@/lib/schemas/public";
import type {
  AffectedComponent,
  ComponentStatus,
  MaintenanceStatus,
  StatuspageComponent,
  StatuspageIncident,
  StatuspageMaintenance,
} from "@/lib/schemas/statuspage";
import {
  COMPONENT_STATUS,
  componentsById,
  IMPACT,
  PAGE_ID,
  statuspageId,
  toStatuspageTime,
  toUpdate,
  windowBeganAt,
  windowChangedAt,
} from "./components";

/** A surface's state by its incidents before and after an update. */
type StatusChange = { old_status: ComponentStatus; new_status: ComponentStatus };
type StatusChanges = ReadonlyMap<IncidentUpdate, ReadonlyMap<string, StatusChange>>;

/** The surfaces' changes of state by each update: where one incident ends, a surface gets the state of the others. */
function listStatusChanges(incidents: readonly HistoryIncident[]): StatusChanges {
  const turns = new Map<IncidentUpdate, Map<string, StatusChange>>();
  const open = new Map<string, Map<string, Severity>>();
  const updates = incidents.flatMap(({ id, words }) => words.map((update) => ({ id, update })));
  for (const { id, update } of updates.sort((a, b) => a.update.at - b.update.at)) {
    const turn = new Map<string, StatusChange>();
    for (const { surfaceId, severity } of update.changes) {
      const here = open.get(surfaceId) ?? new Map<string, Severity>();
      open.set(surfaceId, here);
      const old_status = statusUnder([...here.values()]);
      if (severity === null) here.delete(id);
      else here.set(id, severity);
      turn.set(surfaceId, { old_status, new_status: statusUnder([...here.values()]) });
    }
    turns.set(update, turn);
  }
  return turns;
}

/** Maintenance takes precedence over tickets on one surface (contract §2.3). */
function statusUnder(severities: readonly Severity[]): ComponentStatus {
  if (severities.length === 0) return COMPONENT_STATUS.OPERATIONAL;
  if (severities.includes("maintenance")) return COMPONENT_STATUS.MAINTENANCE;
  return COMPONENT_STATUS[worstState(severities.map(stateOfSeverity))];
}

type Postmortem = NonNullable<HistoryIncident["postmortem"]>;
type UnplannedIncident = HistoryIncident & { severity: TicketSeverity };
type IncidentContext = {
  components: ReadonlyMap<string, StatuspageComponent>;
  statusChanges: StatusChanges;
};

/** The latest `most` incidents, newest first; maintenance has lists of its own. */
export const listIncidents = (history: PublicHistory, most: number): StatuspageIncident[] =>
  translate(history, unplannedIncidents(history).slice(0, most));

/** Every incident that is open, newest first. */
export const listUnresolved = (history: PublicHistory): StatuspageIncident[] =>
  translate(
    history,
    unplannedIncidents(history).filter((incident) => incident.resolvedAt === null),
  );

const unplannedIncidents = ({ incidents }: PublicHistory): UnplannedIncident[] =>
  incidents.filter((incident): incident is UnplannedIncident => incident.severity !== "maintenance");

function translate(history: PublicHistory, incidents: readonly UnplannedIncident[]): StatuspageIncident[] {
  const context = { components: componentsById(history.surfaces), statusChanges: listStatusChanges(history.incidents) };
  return incidents.map((incident) => toIncident(incident, context));
}

function toIncident(incident: UnplannedIncident, context: IncidentContext): StatuspageIncident {
  const { id, words, resolvedAt, postmortem } = incident;
  const told = [...words, ...(postmortem ? [postmortem] : [])].toSorted((a, b) => b.revision - a.revision);
  const monitored = words.findLast(({ phase }, i) => phase === "monitoring" && words[i - 1]?.phase !== "monitoring");
  return {
    id: statuspageId("incident", id),
    // Its own title (contract §10.3), else `{display names}: {state label}`.
    name: titleOf(incident) ?? describeState(incident, incident.severity),
    status: resolvedAt === null ? (words.at(-1)?.phase ?? "investigating") : postmortem ? "postmortem" : "resolved",
    created_at: toStatuspageTime(incident.openedAt),
    updated_at: toStatuspageTime(incident.updatedAt),
    monitoring_at: monitored ? toStatuspageTime(monitored.at) : null,
    resolved_at: resolvedAt === null ? null : toStatuspageTime(resolvedAt),
    impact: IMPACT[incident.severity],
    shortlink: `${SITE}/incidents/${id}`,
    started_at: toStatuspageTime(incident.openedAt),
    page_id: PAGE_ID,
    incident_updates: told.map((it) =>
      "text" in it ? toPostmortem(incident, it) : toUpdateText(incident, it, context),
    ),
    components: incident.surfaces.flatMap((surface) => context.components.get(surface.id) ?? []),
    reminder_intervals: null,
    ...(postmortem && {
      postmortem_body: postmortem.text,
      postmortem_body_last_updated_at: toStatuspageTime(postmortem.at),
      postmortem_ignored: false,
      postmortem_notified_subscribers: false,
      postmortem_notified_twitter: false,
      postmortem_published_at: toStatuspageTime(postmortem.at),
    }),
  };
}

const describeState = (incident: Pick<HistoryIncident, "surfaces">, severity: Severity): string =>
  nameSurfaces(surfaceNames(incident), STATE_LABELS[stateOfSeverity(severity)]);

function toUpdateText(incident: UnplannedIncident, update: IncidentUpdate, { statusChanges }: IncidentContext) {
  const turns = statusChanges.get(update);
  return toUpdate({
    id: statuspageId("update", `${incident.id}/${update.revision - 1}`),
    status: update.kind === "resolved" ? ("resolved" as const) : update.phase,
    body: update.note ?? plainUpdate(incident, update),
    incidentId: statuspageId("incident", incident.id),
    at: update.at,
    affected: incident.surfaces.flatMap(({ id, name }) => {
      const turn = turns?.get(id);
      return turn ? [{ code: statuspageId("surface", id), name, ...turn }] : [];
    }),
  });
}

const toPostmortem = ({ id }: UnplannedIncident, { revision, at, text }: Postmortem) =>
  toUpdate({
    id: statuspageId("update", `${id}/${revision - 1}`),
    status: "postmortem" as const,
    body: text,
    incidentId: statuspageId("incident", id),
    at,
    affected: [],
  });

/** The text of an update without a note. */
function plainUpdate(incident: UnplannedIncident, { kind, severity }: IncidentUpdate): string {
  if (kind === "resolved") return "This incident has been resolved.";
  return `${kind === "reopened" ? "Reopened. " : ""}${describeState(incident, severity)}.`;
}

type UncancelledWindow = HistoryWindow & { phase: Exclude<HistoryWindow["phase"], "cancelled"> };

const STATUS: Record<UncancelledWindow["phase"], MaintenanceStatus> = {
  scheduled: "scheduled",
  running: "in_progress",
  ended: "completed",
};

/** A step's effect on the window's surfaces; its announcement has none. */
const TURN: Record<MaintenanceStatus, Pick<AffectedComponent, "old_status" | "new_status"> | null> = {
  scheduled: null,
  in_progress: { old_status: "operational", new_status: "under_maintenance" },
  completed: { old_status: "under_maintenance", new_status: "operational" },
};

/** Windows in these phases, by start; a cancelled one is never listed. */
export function listMaintenances(
  history: PublicHistory,
  ...phases: UncancelledWindow["phase"][]
): StatuspageMaintenance[] {
  const isRequested = (window: HistoryWindow): window is UncancelledWindow =>
    phases.some((phase) => phase === window.phase);
  const components = componentsById(history.surfaces);
  return history.windows.filter(isRequested).map((window) => toMaintenance(window, components));
}

function toMaintenance(
  window: UncancelledWindow,
  components: ReadonlyMap<string, StatuspageComponent>,
): StatuspageMaintenance {
  const [first] = window.surfaceIds;
  return {
    id: statuspageId("window", window.id),
    name: nameSurfaces(window.surfaceNames, STATE_LABELS.MAINTENANCE),
    status: STATUS[window.phase],
    created_at: toStatuspageTime(window.createdAt),
    updated_at: toStatuspageTime(windowChangedAt(window)),
    monitoring_at: null,
    resolved_at: window.phase === "ended" ? toStatuspageTime(window.endsAt) : null,
    impact: "maintenance",
    shortlink: first === undefined ? SITE : `${SITE}/surfaces/${first}`,
    started_at: toStatuspageTime(window.startsAt),
    page_id: PAGE_ID,
    incident_updates: listSteps(window)
      .map((step) => stepUpdate(window, step))
      .reverse(),
    components: window.surfaceIds.flatMap((id) => components.get(id) ?? []),
    reminder_intervals: null,
    scheduled_for: toStatuspageTime(window.startsAt),
    scheduled_until: toStatuspageTime(window.endsAt),
  };
}

/** `{display names}: Scheduled maintenance`; beyond three names the rest are counted. */
function nameSurfaces(names: readonly string[], label: string): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const listed = new Intl.ListFormat("en-US", { type: "conjunction" }).format(shown);
  return listed === "" ? label : `${listed}: ${label}`;
}

type Step = { status: MaintenanceStatus; at: number };

/** The window's updates so far, oldest first; one that began when it was announced has no update for the announcement. */
function listSteps(window: UncancelledWindow): Step[] {
  const { phase, createdAt, startsAt, endsAt } = window;
  const announced: Step[] =
    phase === "scheduled" || createdAt < startsAt ? [{ status: "scheduled", at: createdAt }] : [];
  const begun: Step[] = phase === "scheduled" ? [] : [{ status: "in_progress", at: windowBeganAt(window) }];
  const done: Step[] = phase === "ended" ? [{ status: "completed", at: endsAt }] : [];
  return [...announced, ...begun, ...done];
}

function stepUpdate(window: UncancelledWindow, { status, at }: Step) {
  return toUpdate({
    id: statuspageId("window-update", `${window.id}/${status}`),
    status,
    body: toBody(window, status),
    incidentId: statuspageId("window", window.id),
    at,
    affected: affectedBy(window, status),
  });
}

function affectedBy(window: UncancelledWindow, status: MaintenanceStatus): AffectedComponent[] {
  const turn = TURN[status];
  if (turn === null) return [];
  return window.surfaceIds.map((id, index) => {
    return { code: statuspageId("surface", id), name: window.surfaceNames[index] ?? id, ...turn };
  });
}

/** The operator's note while it holds; only a window's planned times may be in the future (contract §6.3). */
function toBody({ note, startsAt, endsAt }: UncancelledWindow, status: MaintenanceStatus): string {
  if (status === "completed") return "The scheduled maintenance has been completed.";
  if (note !== null) return note;
  if (status === "in_progress") return "Scheduled maintenance is currently in progress.";
  return `Scheduled maintenance from ${toMinute(startsAt)} UTC until ${toMinute(endsAt)} UTC.`;
}

const toMinute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");
