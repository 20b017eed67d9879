import {
  selectIncidentsSince,
  selectUpdatesSince,
  selectWindowSurfacesSince,
  selectWindowsSince,
} from "@/db/queries/chronicle";
import { selectOpenTickets } from "@/db/queries/freescout-tickets";
import { selectActiveWindows } from "@/db/queries/maintenance-windows";
import { selectSurfaces } from "@/db/queries/surface-state";
import type { Context } from "@/lib/context";
import { shownSurface } from "@/lib/engine/decide";
import { nextChangeAt } from "@/lib/engine/settle";
import type { Chronicle } from "@/lib/public/chronicle";
import { projectChronicle, projectWindows } from "@/lib/public/chronicle-projection";
import { overallStatus, projectSurface } from "@/lib/public/surfaces";
import { assemble } from "./board";

const DAYS = 90;
const DAY_MS = 86_400_000;
const INCIDENTS = 200;

/** What feeds, calendars and foreign dialects are made of, and until when the clock leaves it so: one D1 round trip. */
export async function readChronicle(ctx: Context): Promise<{ chronicle: Chronicle; validUntil: number | null }> {
  const { db, now, registry } = ctx;
  const since = now - DAYS * DAY_MS;
  const [states, tickets, active, incidents, updates, windows, onSurfaces] = await db.batch([
    selectSurfaces(db),
    selectOpenTickets(db),
    selectActiveWindows(db),
    selectIncidentsSince(db, since, INCIDENTS),
    selectUpdatesSince(db, since),
    selectWindowsSince(db, since),
    selectWindowSurfacesSince(db, since),
  ]);
  const board = assemble(ctx, { states, tickets, windows: active });
  const shown = new Map([...board].map(([id, { surface }]) => [id, shownSurface(surface, now)]));
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = shown.get(entry.id);
    return surface ? [projectSurface(entry, surface)] : [];
  });
  const nameOf = (id: string) => registry.find(id)?.display_name ?? null;
  const changes = [...shown.values()].map((surface) => nextChangeAt(surface)).filter((at) => at !== null);
  return {
    chronicle: {
      now,
      overall: overallStatus(surfaces),
      surfaces,
      incidents: projectChronicle(incidents, updates, nameOf),
      windows: projectWindows(windows, onSurfaces, nameOf, now),
    },
    validUntil: changes.length > 0 ? Math.min(...changes) : null,
  };
}
