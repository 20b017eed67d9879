import { decide } from "@/lib/core/engine/decide";
import type { Surface } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import type { WindowView } from "@/lib/schemas/maintenance";
import { commit } from "@/lib/services/commit";
import { recordWindow, viewWindow } from "./plan";

/** Who ends a window by token: the endpoint takes no name. */
const ACTOR = "service:write-token";

/** Cancels a window that has not begun, and ends a running one now. */
export async function deleteWindow(ctx: Context, id: string): Promise<WindowView> {
  return commit(ctx, (loaded) => {
    const surfaces = [...loaded.surfaces.values()];
    const outcomes = surfaces
      .filter(({ surface }) => surface.windows.some((w) => w.id === id && w.endsAt > ctx.now))
      .map(({ surface }) => decide(surface, { kind: "window", op: "end", actor: "schedule", windowId: id }, ctx.now));
    if (outcomes.length === 0) throw new AppError("unknown_window");
    const statements = [recordWindow(ctx, { actor: ACTOR, action: "end_window", asked: { window_id: id }, id })];
    return { outcomes, statements, result: endedView(surfaces, id, ctx.now) };
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
