import { shownSurface } from "@/lib/engine/decide";
import { pictureOf } from "@/lib/engine/outcome";
import { isTicketPending, RULES, type Surface } from "@/lib/engine/surface";
import type { SurfaceView, UpdateResult } from "@/lib/schemas/surface-view";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";

/** A surface for callers that we know: stored and shown state, and why. Never public. */
export function viewSurface(stored: Surface, now: number): SurfaceView {
  const shown = shownSurface(stored, now);
  return {
    id: stored.id,
    state: stored.state,
    shown_state: shown.state,
    state_since: toIso(stored.stateSince),
    state_source: stored.source,
    ticket_pending: isTicketPending(stored),
    public_note: stored.note,
    last_probe_ok: stored.probe.lastOk,
    last_probe_at: toIsoOrNull(stored.probe.lastAt),
    last_probe_latency_ms: stored.probe.latencyMs,
    last_probe_status_code: stored.probe.statusCode,
    maintenance_until: toIsoOrNull(stored.maintenanceUntil),
    overridden: stored.override !== null,
    override_expires_at: toIsoOrNull(stored.override?.expiresAt ?? null),
    open_tickets: stored.tickets.map((ticket) => ({
      freescout_ticket_id: ticket.ticketId,
      severity: ticket.severity,
      counts_as: ticket.softened ? "degraded" : ticket.severity,
      updated_at: toIso(ticket.updatedAt),
      public_note: ticket.note,
    })),
    because: RULES[stored.because],
    shown_because: RULES[shown.because],
    updated_at: toIso(stored.updatedAt),
  };
}

/** The surface as it now is, and whether readers see a difference. */
export function resultOf(before: Surface, after: Surface, now: number): UpdateResult {
  const looks = (surface: Surface) => JSON.stringify([surface.state, pictureOf(surface)]);
  return { surface: viewSurface(after, now), changed: looks(before) !== looks(after) };
}
