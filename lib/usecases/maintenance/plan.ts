import { type PlannedWindow, selectWindows } from "@/db/queries/maintenance-windows";
import type { Context } from "@/lib/context";
import { decide } from "@/lib/engine/decide";
import type { Surface } from "@/lib/engine/surface";
import { AppError, requireFuture } from "@/lib/errors";
import type { MaintenanceInput, WindowList, WindowView } from "@/lib/schemas/maintenance";
import { isoOf, toIso } from "@/lib/schemas/times";
import { commit } from "@/lib/usecases/commit";
import { requirePublishable } from "@/lib/usecases/notes/publish";
import { findSurface } from "@/lib/usecases/surfaces/load";

/** A window as the tables keep it; one whose start has passed begins now. */
export function newWindow({ now }: Context, input: MaintenanceInput): PlannedWindow {
  return {
    id: `win_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`,
    surfaceIds: input.surface_ids,
    startsAt: input.starts_at,
    beginsAt: Math.max(input.starts_at, now),
    endsAt: input.ends_at,
    note: input.public_note ?? null,
    actor: input.actor ?? "schedule",
  };
}

/** Plans a window; a start in the past begins at once, an end in the past is 422 (spec README, "Schedule"). */
export async function planWindow(ctx: Context, input: MaintenanceInput): Promise<WindowView> {
  requireFuture(ctx.now, { ends_at: input.ends_at });
  const window = newWindow(ctx, { ...input, public_note: requirePublishable(input.public_note) });
  const add = { kind: "window", op: "add", actor: window.actor, window: { ...window, running: false } } as const;
  return commit(ctx, (board) => ({
    outcomes: window.surfaceIds.map((id) => decide(findSurface(board, id).surface, add, ctx.now)),
    window,
    result: {
      ...viewWindow(window, window.surfaceIds),
      phase: window.beginsAt <= ctx.now ? ("running" as const) : ("scheduled" as const),
    },
  }));
}

const viewWindow = (
  window: Omit<PlannedWindow, "beginsAt" | "actor" | "surfaceIds">,
  surfaceIds: readonly string[],
) => ({
  id: window.id,
  surface_ids: [...surfaceIds],
  starts_at: toIso(window.startsAt),
  ends_at: toIso(window.endsAt),
  public_note: window.note,
});

/** Windows that have yet to end, by start. */
export async function listWindows(ctx: Context): Promise<WindowList> {
  const rows = await selectWindows(ctx.db);
  const windows = new Map<string, WindowView>();
  for (const { maintenance_windows: row, maintenance_window_surfaces: on } of rows) {
    if (Date.parse(on.endsAt) <= ctx.now) continue;
    const seen = windows.get(row.id);
    windows.set(row.id, {
      id: row.id,
      surface_ids: [...(seen?.surface_ids ?? []), on.surfaceId],
      starts_at: isoOf(row.startsAt),
      ends_at: isoOf(row.endsAt),
      public_note: row.publicNote,
      phase: Date.parse(on.beginsAt) <= ctx.now || on.phase === "running" ? "running" : "scheduled",
    });
  }
  return { windows: [...windows.values()] };
}

/** Cancels a window that has yet to begin, and ends one that runs, now. */
export async function deleteWindow(ctx: Context, id: string): Promise<WindowView> {
  return commit(ctx, (board) => {
    const outcomes = [...board.surfaces.values()]
      .filter(({ surface }) => surface.windows.some((w) => w.id === id && w.endsAt > ctx.now))
      .map(({ surface }) => decide(surface, { kind: "window", op: "end", actor: "schedule", windowId: id }, ctx.now));
    if (outcomes.length === 0) throw new AppError("unknown_window");
    return { outcomes, touchedWindow: id, result: endedView([...board.surfaces.values()], id, ctx.now) };
  });
}

function endedView(loaded: readonly { surface: Surface }[], id: string, now: number): WindowView {
  const on = loaded.filter(({ surface }) => surface.windows.some((w) => w.id === id)).map((l) => l.surface);
  const window = on.flatMap((surface) => surface.windows).find((w) => w.id === id);
  if (!window) throw new AppError("unknown_window");
  const begun = window.running || window.beginsAt <= now;
  const view = viewWindow(
    { ...window, startsAt: window.beginsAt, endsAt: begun ? now : window.endsAt },
    on.map((s) => s.id),
  );
  return { ...view, phase: begun ? "ended" : "cancelled" };
}
