import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/chronicle";
import type { Context } from "@/lib/context";
import { projectWindows } from "@/lib/public/incidents";
import type { OpsWindows } from "@/lib/schemas/ops-answers";
import { toIso } from "@/lib/schemas/times";

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Maintenance windows, planned, running and those that ended within 30 days, by start. One D1 round trip. */
export async function readOpsWindows(ctx: Context): Promise<OpsWindows> {
  const since = ctx.now - DAYS * DAY_MS;
  const [windows, surfaces] = await ctx.db.batch([
    selectWindowsSince(ctx.db, since),
    selectWindowSurfacesSince(ctx.db, since),
  ]);
  const actors = new Map(windows.map((row) => [row.id, row.actor]));
  const views = projectWindows(windows, surfaces, ctx.registry.displayName, ctx.now);
  return {
    windows: views.map((view) => ({
      id: view.id,
      surface_ids: [...view.surfaceIds],
      starts_at: toIso(view.startsAt),
      ends_at: toIso(view.endsAt),
      public_note: view.note,
      phase: view.phase,
      actor: actors.get(view.id) ?? "",
      sequence: view.sequence,
      created_at: toIso(view.createdAt),
      updated_at: toIso(view.updatedAt),
    })),
  };
}
