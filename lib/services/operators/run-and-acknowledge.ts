import { isLostRace, runBatch } from "@/db/client";
import { claimAction, insertAction, selectAction, selectLatestActions } from "@/db/queries/operator-actions";
import { acknowledgeAlert, selectAlert } from "@/db/queries/ops-alerts";
import { writeMemory } from "@/db/queries/ops-memory";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import type { InvalidateBody, InvalidateResult } from "@/lib/schemas/internal";
import type { OpsAcknowledged, OpsAction, OpsActResult } from "@/lib/schemas/ops-answers";
import type { OpsAct, OpsRunJob } from "@/lib/schemas/ops-write";
import { formatIso } from "@/lib/schemas/times";
import { pollPartners } from "@/lib/services/partners/poll";
import { probeSurfaces } from "@/lib/services/probes/probe";
import { answeringPurge, invalidateSurfaces } from "@/lib/services/public/purge";
import { runIdempotent } from "@/lib/services/retry";
import { requireSameAction } from "./load";
import { muteKey } from "./surface-alerts";
import { viewAlert } from "./view";

/** Acknowledges an open alert in this operator's name; the first one stays named. 404 for one that is not open. */
export async function acknowledge(
  ctx: Context,
  { actor }: Operator,
  { alertId, request_id }: OpsAct & { alertId: number },
): Promise<OpsAcknowledged> {
  const { db, now } = ctx;
  const [before] = await selectAlert(db, alertId);
  if (!before) throw new AppError("unknown_alert");
  if (request_id !== undefined) requireSameAction(await selectAction(db, request_id), "acknowledge");
  if (before.acknowledgedAt !== null) return { replayed: true, alert: viewAlert(before) };
  const request = { action: "acknowledge", asked: { alert_id: alertId }, requestId: request_id ?? null };
  const statements = [
    acknowledgeAlert(db, alertId, actor, now),
    insertAction(db, { ...request, actor, result: null }, now),
  ];
  // Sent twice at once, one of them stores the request id; the other finds the alert acknowledged.
  const isFirst = await runBatch(db, statements).then(() => true, orLostRace);
  const [after] = await selectAlert(db, alertId);
  return { replayed: !isFirst, alert: viewAlert(after ?? before) };
}

/** Runs the prober or the partner poller now, for all surfaces, whatever the minute; results are stored as usual. */
export const runJobNow = (ctx: Context, operator: Operator, { job, request_id }: OpsRunJob): Promise<OpsActResult> =>
  actOnce(ctx, operator, { action: `run_${job}`, asked: { job }, requestId: request_id }, () =>
    answeringPurge<object>(ctx, (jobCtx) =>
      job === "prober" ? probeSurfaces(jobCtx) : pollPartners(jobCtx, { all: true }),
    ),
  );

/** Purges the edge cache. */
export const invalidateNow = (
  ctx: Context,
  operator: Operator,
  { request_id, ...named }: OpsAct & InvalidateBody,
): Promise<OpsActResult<InvalidateResult>> =>
  actOnce(ctx, operator, { action: "invalidate", asked: named, requestId: request_id }, () =>
    invalidateSurfaces(ctx, named),
  );

function orLostRace(error: unknown): false {
  if (isLostRace(error)) return false;
  throw error;
}

type Muting = { surfaceId: string; isMuted: boolean; request_id?: string };

/** Mutes the alerts that a surface is down or back, or turns them on again. 404 for a surface that is not in the registry. */
export async function muteSurface(ctx: Context, operator: Operator, muting: Muting): Promise<OpsActResult> {
  const { surfaceId, isMuted, request_id: requestId } = muting;
  if (!ctx.registry.find(surfaceId)) throw new AppError("unknown_surface");
  const request = { action: isMuted ? "mute" : "unmute", asked: { surface_id: surfaceId }, requestId };
  const value = isMuted ? operator.actor : null;
  return actOnce(ctx, operator, request, () =>
    runIdempotent(ctx, [writeMemory(ctx.db, muteKey(surfaceId), value, ctx.now)]),
  );
}

type ActRequest = {
  action: string;
  asked: unknown;
  requestId?: string;
  /** Whether the action may be done again where its first run left no result. */
  isRepeatable?: boolean;
};

/** How long a repeated request waits for the first one's result. */
const WAIT_MS = 15_000;
/** The same where it can then act itself. */
const SHORT_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 250;

const NO_RESULT =
  "This action has begun under its request_id and has no result: it is still running, or broke off. See what it has done; to do it again, load the page anew, or send a new request_id.";

/**
 * Acts once per request id, and records the operator before it acts, so that the same request sent twice at once acts once too. The
 * log is append-only, so the result is a row of its own; a repeated request waits for it. Where none came, an action that is repeatable
 * is done again as it was asked for, and another is refused (409).
 */
export async function actOnce<T>(
  ctx: Context,
  { actor }: Operator,
  { requestId, isRepeatable = false, ...request }: ActRequest,
  act: () => Promise<T>,
): Promise<OpsActResult<T>> {
  const action = { ...request, actor };
  if (requestId === undefined) {
    const result = await act();
    await runBatch(ctx.db, [insertAction(ctx.db, { ...action, requestId: null, result }, ctx.clock())]);
    return { replayed: false, result };
  }
  const [claimed] = await claimAction(ctx.db, { ...action, requestId, result: null }, ctx.now);
  if (!claimed) {
    const [first] = await selectAction(ctx.db, requestId);
    requireSameAction(first ? [first] : [], request.action);
    const done = await awaitResult(ctx, requestId, isRepeatable ? SHORT_WAIT_MS : WAIT_MS);
    if (done) return { replayed: true, result: JSON.parse(done.result) };
    if (!isRepeatable) throw new AppError("request_id_used", NO_RESULT);
    if (first?.asked !== JSON.stringify(request.asked)) throw new AppError("request_id_used");
  }
  const result = await act();
  const row = { ...action, action: `${request.action}:result`, requestId: resultId(requestId), result };
  await claimAction(ctx.db, row, ctx.clock());
  return { replayed: false, result };
}

const resultId = (requestId: string): string => `${requestId}:result`;

/** The row with a request's result, or none where it has not come in time. */
async function awaitResult(ctx: Context, requestId: string, waitMs: number) {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const [done] = await selectAction(ctx.db, resultId(requestId));
    if (done || waited >= waitMs) return done;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const ACTIONS = 100;

/** Operators' latest actions, newest first. */
export async function readActions(ctx: Context): Promise<{ actions: OpsAction[] }> {
  const rows = await selectLatestActions(ctx.db, ACTIONS);
  return {
    actions: rows.map(({ id, actor, action, asked, createdAt }) => ({
      id,
      actor,
      action,
      asked: JSON.parse(asked),
      created_at: formatIso(createdAt),
    })),
  };
}
