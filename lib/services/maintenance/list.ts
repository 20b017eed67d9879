import {
  selectWindowRows,
  selectWindowSurfacesSince,
  selectWindows,
  selectWindowsSince,
} from "@/db/queries/maintenance-windows";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { projectWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { WindowList, WindowView } from "@/lib/schemas/maintenance";
import type { OpsWindows } from "@/lib/schemas/ops-answers";
import { formatIso, toIso } from "@/lib/schemas/times";

/** Windows that have not ended, by start. */
export async function listWindows(ctx: Context): Promise<WindowList> {
  const rows = await selectWindows(ctx.db);
  const windows = new Map<string, WindowView>();
  for (const { maintenance_windows: row, maintenance_window_surfaces: on } of rows) {
    if (Date.parse(on.endsAt) <= ctx.now) continue;
    const window = windows.get(row.id);
    windows.set(row.id, {
      id: row.id,
      surface_ids: [...(window?.surface_ids ?? []), on.surfaceId],
      starts_at: formatIso(row.startsAt),
      ends_at: formatIso(row.endsAt),
      public_note: row.publicNote,
      phase: Date.parse(on.beginsAt) <= ctx.now || on.phase === "running" ? "running" : "scheduled",
    });
  }
  return { windows: [...windows.values()] };
}

/** One window, also one that is over; null where there is none. */
export async function findWindow(ctx: Context, id: string): Promise<WindowView | null> {
  const rows = await selectWindowRows(ctx.db, id);
  const row = rows[0]?.maintenance_windows;
  if (!row) return null;
  const on = rows.map((each) => each.maintenance_window_surfaces);
  const has = (phase: WindowView["phase"]) => on.some((each) => each.phase === phase);
  const hasBegun = has("running") || (has("scheduled") && Date.parse(row.startsAt) <= ctx.now);
  const over = has("ended") ? "ended" : "cancelled";
  const isOn = ({ phase }: { phase: WindowView["phase"] }) =>
    has("running") || has("scheduled") ? phase === "running" || phase === "scheduled" : phase === over;
  return {
    id,
    surface_ids: on.filter(isOn).map((each) => each.surfaceId),
    starts_at: formatIso(row.startsAt),
    ends_at: formatIso(row.endsAt),
    public_note: row.publicNote,
    phase: hasBegun ? "running" : has("scheduled") ? "scheduled" : over,
  };
}

/** Maintenance windows, planned, running and those that ended within 30 days, by start. One D1 round trip. */
export async function readOpsWindows(ctx: Context): Promise<OpsWindows> {
  const since = ctx.now - INCIDENT_DAYS * DAY_MS;
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
