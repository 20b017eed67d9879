import { selectOpenTickets } from "@/db/queries/freescout-tickets";
import { selectActiveWindows } from "@/db/queries/maintenance-windows";
import { selectOpenIncidents } from "@/db/queries/status-incidents";
import { selectSurfaces } from "@/db/queries/surface-state";
import type { Context } from "@/lib/context";
import { publicIncidentId } from "@/lib/public/incidents";
import type { Snapshot } from "@/lib/schemas/snapshot";
import { toIso } from "@/lib/schemas/times";
import { assemble } from "./board";
import { viewSurface } from "./view-surface";

/** `GET /api/internal/status/snapshot`: stored and shown state of all surfaces, and why; open incidents (D4). */
export async function readSnapshot(ctx: Context): Promise<Snapshot> {
  const { db, now } = ctx;
  const [states, tickets, windows, incidents] = await db.batch([
    selectSurfaces(db),
    selectOpenTickets(db),
    selectActiveWindows(db),
    selectOpenIncidents(db),
  ]);
  const board = assemble(ctx, { states, tickets, windows });
  return {
    generated_at: toIso(now),
    surfaces: [...board.values()].map(({ surface }) => viewSurface(surface, now)),
    open_incidents: incidents.map((row) => ({
      id: publicIncidentId(row.id),
      surface_id: row.surfaceId,
      severity: row.severity,
      opened_at: toIso(Date.parse(row.openedAt)),
      public_note: row.publicNote,
      freescout_ticket_id: row.freescoutTicketId,
    })),
  };
}
