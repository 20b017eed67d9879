import type { Statement } from "@/db/client";
import { type PlannedWindow, selectTwins } from "@/db/queries/maintenance-windows";
import { insertAction } from "@/db/queries/operator-actions";
import { decide } from "@/lib/core/engine/decide";
import type { Context } from "@/lib/platform/context";
import { requireFuture } from "@/lib/platform/problems";
import { sha256 } from "@/lib/platform/sha256";
import type { MaintenanceInput, WindowView } from "@/lib/schemas/maintenance";
import { toIso } from "@/lib/schemas/times";
import { commit } from "@/lib/services/commit";
import { requirePublishable } from "@/lib/services/notes/publish";
import { findSurface, type LoadedState, loadState } from "@/lib/services/surfaces/load";
import { findWindow } from "./list";

/** One request id always gives the same window id. */
const windowId = (requestId: string | undefined): string =>
  `win_${(requestId === undefined ? crypto.randomUUID().replaceAll("-", "") : sha256(requestId)).slice(0, 16)}`;

/** A window as it is stored; one whose start has passed begins now. */
export function newWindow({ now }: Context, input: MaintenanceInput): PlannedWindow {
  return {
    id: windowId(input.request_id),
    surfaceIds: input.surface_ids,
    startsAt: input.starts_at,
    beginsAt: Math.max(input.starts_at, now),
    endsAt: input.ends_at,
    note: input.public_note ?? null,
    actor: input.actor ?? "schedule",
  };
}

/** How long the same plan of the same actor, without a request id, is the same request sent again. */
const SENT_AGAIN_MS = 5 * 60_000;

/** The window that this request, or the same one a moment ago, has planned; null where there is none. */
async function findPlanned(ctx: Context, window: PlannedWindow, requestId: string | undefined) {
  if (requestId !== undefined) return findWindow(ctx, window.id);
  const twins = Map.groupBy(await selectTwins(ctx.db, window, ctx.clock() - SENT_AGAIN_MS), ({ id }) => id);
  const ids = new Set(window.surfaceIds);
  const twin = [...twins].find(([, on]) => on.length === ids.size && on.every(({ surfaceId }) => ids.has(surfaceId)));
  return twin ? findWindow(ctx, twin[0]) : null;
}

type LoadedForPlan = LoadedState & { planned: WindowView | null };

/** Plans a window; a start in the past begins at once, an end in the past is 422. A request that is sent again plans no second one (contract §12.1). */
export async function planWindow(ctx: Context, input: MaintenanceInput): Promise<WindowView> {
  const window = newWindow(ctx, { ...input, public_note: requirePublishable(input.public_note) });
  const add = { kind: "window", op: "add", actor: window.actor, window: { ...window, running: false } } as const;
  const decideOn = (loaded: LoadedForPlan) => {
    if (loaded.planned) return { outcomes: [], result: loaded.planned };
    requireFuture(ctx.now, { ends_at: input.ends_at });
    return {
      outcomes: window.surfaceIds.map((id) => decide(findSurface(loaded, id).surface, add, ctx.now)),
      window,
      statements: [recordWindow(ctx, { actor: window.actor, action: "plan_window", asked: input, id: window.id })],
      result: {
        ...viewWindow(window, window.surfaceIds),
        phase: window.beginsAt <= ctx.now ? ("running" as const) : ("scheduled" as const),
      },
    };
  };
  const load = async () => ({
    ...(await loadState(ctx)),
    planned: await findPlanned(ctx, window, input.request_id),
  });
  return commit(ctx, decideOn, { load });
}

type WindowAction = { actor: string; action: "plan_window" | "end_window"; asked: unknown; id: string };

/** The row of the log of actions for a window that was planned or ended by token (contract §2.10). */
export const recordWindow = ({ db, clock }: Context, { actor, action, asked, id }: WindowAction): Statement =>
  insertAction(db, { requestId: null, actor, action, asked, result: { window_id: id } }, clock());

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
