import type { PlannedWindow } from "@/db/queries/maintenance-windows";
import { decide } from "@/lib/core/engine/decide";
import type { Context } from "@/lib/platform/context";
import { requireFuture } from "@/lib/platform/errors";
import type { MaintenanceInput, WindowView } from "@/lib/schemas/maintenance";
import { toIso } from "@/lib/schemas/times";
import { commit } from "@/lib/services/commit";
import { requirePublishable } from "@/lib/services/notes/publish";
import { findSurface } from "@/lib/services/surfaces/load";

/** A window as it is stored; one whose start has passed begins now. */
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

/** Plans a window; a start in the past begins at once, an end in the past is 422 (contract §12). */
export async function planWindow(ctx: Context, input: MaintenanceInput): Promise<WindowView> {
  requireFuture(ctx.now, { ends_at: input.ends_at });
  const window = newWindow(ctx, { ...input, public_note: requirePublishable(input.public_note) });
  const add = { kind: "window", op: "add", actor: window.actor, window: { ...window, running: false } } as const;
  return commit(ctx, (loaded) => ({
    outcomes: window.surfaceIds.map((id) => decide(findSurface(loaded, id).surface, add, ctx.now)),
    window,
    result: {
      ...viewWindow(window, window.surfaceIds),
      phase: window.beginsAt <= ctx.now ? ("running" as const) : ("scheduled" as const),
    },
  }));
}

/** A window as authenticated clients see it, without its phase. */
export const viewWindow = (
  window: Omit<PlannedWindow, "beginsAt" | "actor" | "surfaceIds">,
  surfaceIds: readonly string[],
) => ({
  id: window.id,
  surface_ids: [...surfaceIds],
  starts_at: toIso(window.startsAt),
  ends_at: toIso(window.endsAt),
  public_note: window.note,
});
