import type { IncidentStep, Step } from "./outcome";
import { resolveStored } from "./precedence";
import { type Severity, type State, severityOfState, worseSeverity } from "./states";
import { become, noteWithoutOverride, type Override, runningWindows, type Surface, ticketNote } from "./surface";
import { closeWindows, noteStep, suppressByWindows, unsuppress } from "./windows";

/** An operator's write; an absent key (undefined) leaves the value as it was (contract §2.4). */
export type ManualReport = {
  kind: "manual";
  actor: string;
  state: State;
  note?: string | null;
  ticketFlag?: boolean;
  expiresAt: number | null;
  maintenanceUntil: number | null;
};

/** The incident of a surface's n-th override, from the time it is set until it is cleared (contract §2.9). */
export const overrideIncidentKey = (surfaceId: string, n: number): string => `pin:${surfaceId}:${n}`;

const incidentKey = (surface: Surface): string => overrideIncidentKey(surface.id, surface.overrideCount);

/** A state other than OPERATIONAL sets an override; OPERATIONAL clears it. */
export function applyManual(surface: Surface, report: ManualReport, at: number): Step {
  return report.state === "OPERATIONAL" ? clearOverride(surface, report, at) : pin(surface, report, at);
}

function pin(surface: Surface, report: ManualReport, at: number): Step {
  const previous = surface.override;
  const note = report.note === undefined ? surface.note : report.note;
  const override: Override = {
    since: previous?.since ?? at,
    actor: report.actor,
    expiresAt: report.expiresAt,
    maintenanceUntil: report.maintenanceUntil,
    severity: worstSeverity(previous?.severity ?? null, report.state),
    note: note ?? previous?.note ?? null,
  };
  const { maintenanceUntil } = report;
  const overridden = become(
    surface,
    { state: report.state, source: "manual", because: "pinned", maintenanceUntil },
    at,
  );
  const next: Surface = {
    ...overridden,
    note,
    override,
    overrideCount: surface.overrideCount + (previous ? 0 : 1),
    awaitingSince: null,
    ticketFlag: report.ticketFlag ?? surface.ticketFlag,
    ticketsIgnored: false,
    partner: { ...surface.partner, isIgnored: false },
  };
  return { surface: next, incidents: overrideIncidentSteps(surface, next, override, at) };
}

function worstSeverity(before: Severity | null, state: State): Severity | null {
  const now = severityOfState(state);
  return before && now ? worseSeverity(before, now) : (before ?? now);
}

/** The incident has the worst severity, each update the one that readers then see (contract §2.9). */
function overrideIncidentSteps(before: Surface, after: Surface, pin: Override, at: number): IncidentStep[] {
  const { severity, note } = pin;
  if (severity === null) return [];
  const key = incidentKey(after);
  const previous = before.override;
  if (!previous?.severity)
    return [{ op: "open", key, surfaceId: after.id, ticketId: null, severity, note, at: pin.since }];
  const seen = severityOfState(after.state);
  const same = previous.note === note && (seen === null || seen === severityOfState(before.state));
  return same ? [] : [{ op: "update", key, surfaceId: after.id, severity, seen, note, at }];
}

function clearState(surface: Surface, at: number, lastNote: string | null): Step {
  const held = surface.override;
  const incidents: IncidentStep[] = held?.severity
    ? [{ op: "close", key: incidentKey(surface), note: lastNote ?? held.note, at }]
    : [];
  return { surface: { ...surface, override: null }, incidents };
}

function clearOverride(surface: Surface, report: ManualReport, at: number): Step {
  const unpinned = clearState(surface, at, report.note ?? null);
  const free = closeWindows(unpinned.surface, runningWindows(surface), at);
  const operational = become(free.surface, { state: "OPERATIONAL", source: "manual", because: "released" }, at);
  const next: Surface = {
    ...operational,
    note: report.note === undefined ? surface.note : report.note,
    awaitingSince: null,
    ticketFlag: false,
    ticketsIgnored: surface.tickets.length > 0,
    partner: { ...surface.partner, isIgnored: surface.partner.reading !== null },
    releasedAt: at,
  };
  return { surface: next, incidents: [...(unpinned.incidents ?? []), ...(free.incidents ?? [])] };
}

/** `expires_at` has come: the state is decided again from the stored reports. */
export function expireOverride(surface: Surface, at: number): Step {
  const { surface: free, incidents } = clearState(surface, at, null);
  if (runningWindows(free).length > 0) return { surface: suppressByWindows(free, at), incidents };
  return { surface: { ...become(free, resolveStored(free), at), note: noteWithoutOverride(free) }, incidents };
}

/** A manual MAINTENANCE's `maintenance_until` has come: it ends like a window. */
export function endPinnedMaintenance(surface: Surface, at: number): Step {
  const { surface: free, incidents } = clearState(surface, at, null);
  return { surface: unsuppress(free, at), incidents };
}

/** Replaces the note that readers see by an operator's; no state changes. */
export type NoteReport = { kind: "note"; actor: string; note: string | null };

/** Replaces the note of the override, else of the latest ticket, else of the running window; it holds until that source reports again. */
export function applyNote(surface: Surface, { note }: NoteReport, at: number): Step {
  const noted = { ...surface, note };
  if (surface.override) return updateOverrideNote(noted, surface.override, note, at);
  if (surface.tickets.length > 0 && (ticketNote(surface) !== null || runningWindows(surface).length === 0))
    return { surface: { ...noted, tickets: noteLatestTicket(surface, note) } };
  const running = runningWindows(surface).at(-1);
  if (!running) return { surface: noted };
  const windows = surface.windows.map((window) => (window === running ? { ...window, note } : window));
  return { surface: { ...noted, windows }, incidents: [noteStep(surface, running.id, note, at)] };
}

function updateOverrideNote(surface: Surface, override: Override, note: string | null, at: number): Step {
  const next = { ...surface, override: { ...override, note } };
  const { severity } = override;
  if (severity === null) return { surface: next };
  return {
    surface: next,
    incidents: [
      {
        op: "update",
        key: incidentKey(surface),
        surfaceId: surface.id,
        severity,
        seen: severityOfState(surface.state),
        note,
        at,
      },
    ],
  };
}

function noteLatestTicket(surface: Surface, note: string | null): Surface["tickets"] {
  const latest = Math.max(...surface.tickets.map((ticket) => ticket.updatedAt));
  const noted = surface.tickets.findLast((ticket) => ticket.updatedAt === latest);
  return surface.tickets.map((ticket) => (ticket === noted ? { ...ticket, note } : ticket));
}
