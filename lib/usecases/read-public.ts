import { selectOpenTickets } from "@/db/queries/freescout-tickets";
import { selectActiveWindows } from "@/db/queries/maintenance-windows";
import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import { selectSurfaces } from "@/db/queries/surface-state";
import type { Context } from "@/lib/context";
import { shownSurface } from "@/lib/engine/decide";
import { nextChangeAt } from "@/lib/engine/settle";
import { marketTime } from "@/lib/market/market-time";
import type { PublicView } from "@/lib/public/answers";
import { projectIncidents } from "@/lib/public/incidents";
import { overallStatus, projectSurface } from "@/lib/public/surfaces";
import { toPublicTime } from "@/lib/schemas/times";
import { assemble } from "./board";

/** The window of `/incidents` and of the page's list (D8). */
const INCIDENT_DAYS = 30;
const DAY_MS = 86_400_000;

/** The one read path: one D1 round trip, each surface brought up to `now`, one projection (spec README, "Stored and shown"). */
export async function readPublic(ctx: Context): Promise<PublicView> {
  const { db, now, registry } = ctx;
  const [states, tickets, windows, incidents] = await db.batch([
    selectSurfaces(db),
    selectOpenTickets(db),
    selectActiveWindows(db),
    selectResolvedIncidents(db, now - INCIDENT_DAYS * DAY_MS),
  ]);
  const board = assemble(ctx, { states, tickets, windows });
  const shown = [...board.values()].map(({ surface }) => shownSurface(surface, now));
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = shown.find((s) => s.id === entry.id);
    return surface ? [projectSurface(entry, surface)] : [];
  });
  const changes = shown.map((surface) => nextChangeAt(surface)).filter((at) => at !== null);
  return {
    status: {
      generated_at: toPublicTime(now),
      overall_status: overallStatus(surfaces),
      surfaces,
      incidents: projectIncidents(incidents, (id) => registry.find(id)?.display_name ?? null),
      market_time: marketTime(now),
    },
    validUntil: changes.length > 0 ? Math.min(...changes) : null,
  };
}
