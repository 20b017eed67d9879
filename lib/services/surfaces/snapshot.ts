import { selectOpenIncidents } from "@/db/queries/status-incidents";
import { toPublicView } from "@/lib/core/engine/outcome";
import { shownSurface } from "@/lib/core/engine/settle";
import { isTicketPending, RULES, type Surface } from "@/lib/core/engine/surface";
import { publicIncidentId } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import type { Snapshot, SurfaceView, UpdateResult } from "@/lib/schemas/internal";
import { formatIso, toIso, toIsoOrNull } from "@/lib/schemas/times";
import { loadSurfaces } from "./load";

/** A surface for authenticated clients: stored and shown state, and why. Never public. */
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
      counts_as: ticket.downgraded ? "degraded" : ticket.severity,
      updated_at: toIso(ticket.updatedAt),
      public_note: ticket.note,
    })),
    because: RULES[stored.because],
    shown_because: RULES[shown.because],
    updated_at: toIso(stored.updatedAt),
  };
}

/** The surface after a write, and whether readers see a difference. */
export function toResult(before: Surface, after: Surface, now: number): UpdateResult {
  const reads = (surface: Surface) => JSON.stringify([surface.state, toPublicView(surface)]);
  return { surface: viewSurface(after, now), changed: reads(before) !== reads(after) };
}

/** `GET /api/internal/status/snapshot`: stored and shown state of all surfaces, and why; open incidents (contract §4.5). */
export async function readSnapshot(ctx: Context): Promise<Snapshot> {
  const { db, now } = ctx;
  const [surfaces, incidents] = await loadSurfaces(ctx, selectOpenIncidents(db));
  return {
    generated_at: toIso(now),
    surfaces: [...surfaces.values()].map(({ surface }) => viewSurface(surface, now)),
    open_incidents: incidents.map((row) => ({
      id: publicIncidentId(row.id),
      surface_id: row.surfaceId,
      severity: row.severity,
      opened_at: formatIso(row.openedAt),
      public_note: row.publicNote,
      freescout_ticket_id: row.freescoutTicketId,
    })),
  };
}
