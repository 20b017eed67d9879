import { insertAction, selectAction } from "@/db/queries/operator-actions";
import { decide, type Report } from "@/lib/core/engine/decide";
import { type Outcome, unchanged } from "@/lib/core/engine/outcome";
import { CLOCK_SKEW_MS, DAY_MS } from "@/lib/core/engine/periods";
import type { Surface } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import { invalidInput } from "@/lib/platform/problems";
import type { UpdateResult, UpdateSurface } from "@/lib/schemas/internal";
import { toIso } from "@/lib/schemas/times";
import { commit, type Decision } from "@/lib/services/commit";
import { requireSameAction } from "@/lib/services/operators/load";
import { findSurface, type LoadedState, loadWithRows } from "./load";
import { toResult } from "./snapshot";

const ACTION = "update_surface";
const LATEST_DAYS = 7;

/**
 * A manual write (contract §4.2). Under a `request_id` it acts once, and the operators' log has it. With `said_at` it takes effect as of
 * that time, unless an operator has written on the surface since: what was said earlier does not undo that.
 */
export async function writeManual(ctx: Context, body: UpdateSurface): Promise<UpdateResult> {
  const { now } = ctx;
  const saidAt = Math.min(body.said_at ?? now, now);
  requireSaneTime(ctx, body.said_at);
  const load = () => loadWithAction(ctx, body.request_id);
  const decideOn = ({ done, ...loaded }: Loaded): Decision<UpdateResult> => {
    if (done) requireSameAction([done], ACTION);
    const { surface } = findSurface(loaded, body.surface_id);
    if (done) return { outcomes: [], result: toResult(surface, surface, now) };
    const outcome = isOutdated(surface, saidAt, now) ? null : decideAt(surface, toReport(body), { saidAt, now });
    const result = toResult(surface, outcome?.surface ?? surface, now);
    return {
      outcomes: outcome ? [outcome] : [],
      statements: logAction(ctx, body, outcome !== null),
      ...(saidAt < now && { remark: `said at ${toIso(saidAt)}`, remarkOn: "manual" }),
      result,
    };
  };
  return commit(ctx, decideOn, { load });
}

type Loaded = LoadedState & { done: Awaited<ReturnType<typeof selectAction>>[number] | null };

async function loadWithAction(ctx: Context, requestId = ""): Promise<Loaded> {
  const { surfaces, rest } = await loadWithRows(ctx, selectAction(ctx.db, requestId));
  return { surfaces, tickets: new Map(), done: rest[0][0] ?? null };
}

function requireSaneTime({ now }: Context, saidAt: number | undefined): void {
  if (saidAt === undefined) return;
  if (saidAt > now + CLOCK_SKEW_MS) throw invalidInput({ path: "said_at", message: "is more than 5 minutes ahead" });
  if (saidAt < now - LATEST_DAYS * DAY_MS)
    throw invalidInput({ path: "said_at", message: `is more than ${LATEST_DAYS} days ago` });
}

/** Whether an operator has set or cleared the surface's override after that was said. */
const isOutdated = ({ override, releasedAt }: Surface, saidAt: number, now: number): boolean =>
  saidAt < now && Math.max(override?.since ?? 0, releasedAt ?? 0) > saidAt;

/** The write at its own time, then what the clock has changed since. */
function decideAt(surface: Surface, report: Report, { saidAt, now }: { saidAt: number; now: number }): Outcome {
  const said = decide(surface, report, saidAt);
  const since = saidAt < now ? decide(said.surface, { kind: "clock" }, now) : unchanged(said.surface);
  return {
    surface: since.surface,
    changes: [...said.changes, ...since.changes],
    incidents: [...said.incidents, ...since.incidents],
  };
}

const toReport = (body: UpdateSurface): Report => ({
  kind: "manual",
  actor: body.actor ?? "manual",
  state: body.state,
  note: body.public_note,
  ticketFlag: body.ticket_pending,
  expiresAt: body.expires_at ?? null,
  maintenanceUntil: body.maintenance_until ?? null,
});

function logAction(ctx: Context, { request_id, actor = "manual", ...asked }: UpdateSurface, isApplied: boolean) {
  if (request_id === undefined) return [];
  const said_at = asked.said_at === undefined ? {} : { said_at: toIso(asked.said_at) };
  const action = { requestId: request_id, actor, action: ACTION, asked: { ...asked, ...said_at } };
  return [insertAction(ctx.db, { ...action, result: { applied: isApplied } }, ctx.now)];
}
