import type { Step } from "./outcome";
import { keyOf } from "./pin";
import { runningWindows, type Surface, ticketNote } from "./surface";
import { noteStep } from "./windows";

/** An operator's word in place of what readers now read; no state moves. */
export type NoteReport = { kind: "note"; actor: string; note: string | null };

/**
 * Puts another note where the present one comes from: the pin, else the latest ticket, else the window that runs; so it holds
 * until that source speaks again.
 */
export function applyNote(surface: Surface, { note }: NoteReport, at: number): Step {
  const noted = { ...surface, note };
  if (surface.override) return notePin(noted, note, at);
  if (surface.tickets.length > 0 && (ticketNote(surface) !== null || runningWindows(surface).length === 0))
    return { surface: { ...noted, tickets: noteLatestTicket(surface, note) } };
  const running = runningWindows(surface).at(-1);
  if (!running) return { surface: noted };
  const windows = surface.windows.map((window) => (window === running ? { ...window, note } : window));
  return { surface: { ...noted, windows }, incidents: [noteStep(surface, running.id, note, at)] };
}

function notePin(surface: Surface, note: string | null, at: number): Step {
  const { override } = surface;
  if (!override) return { surface };
  const next = { ...surface, override: { ...override, note } };
  const { severity } = override;
  if (severity === null) return { surface: next };
  return {
    surface: next,
    incidents: [{ op: "update", key: keyOf(surface), surfaceId: surface.id, severity, note, at }],
  };
}

function noteLatestTicket(surface: Surface, note: string | null): Surface["tickets"] {
  const latest = Math.max(...surface.tickets.map((ticket) => ticket.updatedAt));
  const noted = surface.tickets.findLast((ticket) => ticket.updatedAt === latest);
  return surface.tickets.map((ticket) => (ticket === noted ? { ...ticket, note } : ticket));
}
