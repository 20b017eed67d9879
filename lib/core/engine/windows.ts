import type { IncidentStep, Step } from "./outcome";
import { partnerClaim, ticketClaim, worstClaim } from "./precedence";
import { become, noteWithoutOverride, runningWindows, type Surface, type Window } from "./surface";

/** The incident of a window on one surface (contract §2.9). */
export const windowIncidentKey = (windowId: string, surfaceId: string): string => `window:${windowId}:${surfaceId}`;

const patchWindow = (surface: Surface, id: string, patch: Partial<Window>): Surface => ({
  ...surface,
  windows: surface.windows.map((w) => (w.id === id ? { ...w, ...patch } : w)),
});

/** The surface under its running windows: MAINTENANCE until the latest end. */
export function suppressByWindows(surface: Surface, at: number): Surface {
  const maintenanceUntil = Math.max(...runningWindows(surface).map((w) => w.endsAt));
  const verdict = { state: "MAINTENANCE", source: "schedule", because: "window_running", maintenanceUntil } as const;
  const suppressed = become(surface, verdict, at);
  const note = noteWithoutOverride(surface);
  return {
    ...suppressed,
    note,
    awaitingSince: null,
    ticketsIgnored: false,
    partner: { ...suppressed.partner, isIgnored: false },
  };
}

/** A window's start makes the surface MAINTENANCE, whatever its state, unless it is overridden (contract §12). */
export function startWindow(surface: Surface, window: Window, at: number): Step {
  const running = patchWindow(surface, window.id, { running: true });
  const incident: IncidentStep = {
    op: "open",
    key: windowIncidentKey(window.id, surface.id),
    surfaceId: surface.id,
    ticketId: null,
    severity: "maintenance",
    note: window.note,
    at,
  };
  return { surface: surface.override ? running : suppressByWindows(running, at), incidents: [incident] };
}

/** Moves a window or changes its note; a running one changes what readers see at once. */
export function changeWindow(surface: Surface, id: string, change: Partial<Window>, at: number): Step {
  const was = surface.windows.find((window) => window.id === id);
  if (!was) return { surface };
  const changed = patchWindow(surface, id, change);
  if (!was.running) return { surface: changed };
  const note = change.note ?? null;
  const incidents = note === was.note ? [] : [noteStep(surface, id, note, at)];
  return { surface: surface.override ? changed : suppressByWindows(changed, at), incidents };
}

/** Adds an update to the incident of a running window. */
export const noteStep = (surface: Surface, windowId: string, note: string | null, at: number): IncidentStep => ({
  op: "update",
  key: windowIncidentKey(windowId, surface.id),
  surfaceId: surface.id,
  severity: "maintenance",
  note,
  at,
});

/** Removes windows from a surface and closes the incidents of those that ran; the caller decides the state. */
export function closeWindows(surface: Surface, closing: readonly Window[], at: number): Step {
  const incidents = closing
    .filter((w) => w.running)
    .map((w): IncidentStep => ({ op: "close", key: windowIncidentKey(w.id, surface.id), note: w.note, at }));
  return { surface: { ...surface, windows: surface.windows.filter((w) => !closing.includes(w)) }, incidents };
}

/** Ends windows: those that never began leave no trace; ending the running ones ends maintenance, unless others still run. */
export function endWindows(surface: Surface, ending: readonly Window[], at: number): Step {
  const { surface: rest, incidents } = closeWindows(surface, ending, at);
  if (rest.override || !ending.some((w) => w.running)) return { surface: rest, incidents };
  return { surface: unsuppress(rest, at), incidents };
}

/** The surface under the windows that still run, else after maintenance. */
export function unsuppress(surface: Surface, at: number): Surface {
  return runningWindows(surface).length > 0 ? suppressByWindows(surface, at) : leaveMaintenance(surface, at);
}

/** With a probe, MAINTENANCE lasts until the first result from `end` on; without one, tickets and partner decide at once, else OPERATIONAL. */
function leaveMaintenance(surface: Surface, end: number): Surface {
  const cleared = { ...surface, note: noteWithoutOverride(surface) };
  if (!surface.hasProbe) return afterMaintenance(cleared, end);
  const { lastAt, lastOk } = surface.probe;
  if (lastAt === null || lastAt < end) return { ...cleared, awaitingSince: end, maintenanceUntil: end };
  return lastOk ? afterMaintenance(cleared, end) : failedAfterMaintenance(cleared, end);
}

/** Healthy after maintenance: OPERATIONAL, or the claim of its open tickets and partner. */
export function afterMaintenance(surface: Surface, at: number): Surface {
  const claim = worstClaim(surface, [ticketClaim(surface), partnerClaim(surface)]);
  const fallback = surface.hasProbe
    ? ({ state: "OPERATIONAL", source: "prober", because: "window_end_probe_ok" } as const)
    : ({ state: "OPERATIONAL", source: "schedule", because: "window_ended" } as const);
  return become({ ...surface, awaitingSince: null }, claim ?? fallback, at);
}

/** The first probe after maintenance failed: DOWN (contract §2.8). */
export function failedAfterMaintenance(surface: Surface, at: number): Surface {
  const verdict = { state: "DOWN", source: "prober", because: "window_end_probe_failed" } as const;
  return become({ ...surface, awaitingSince: null }, verdict, at);
}
