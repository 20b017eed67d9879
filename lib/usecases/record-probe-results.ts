import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { ProbeResultInput, ProbeResults } from "@/lib/schemas/probe-results";
import type { ProbeResultsAnswer } from "@/lib/schemas/surface-view";
import { CLOCK_SKEW_MS } from "@/lib/schemas/times";
import { commit } from "./commit";
import { decideProbes, type SurfaceResult } from "./probe-decision";
import { viewSurface } from "./view-surface";

/** `POST /api/internal/status/probe-results`: raw results of an outside prober; the hysteresis is ours (§4c). */
export async function recordProbeResults(ctx: Context, results: ProbeResults): Promise<ProbeResultsAnswer> {
  requireSaneClocks(ctx, results);
  return commit(ctx, (board) => {
    const decision = decideProbes(ctx, board, results.map(toResult));
    return { ...decision, result: { surfaces: decision.outcomes.map((o) => viewSurface(o.surface, ctx.now)) } };
  });
}

/** A clock that is more than 5 minutes ahead of ours is refused (spec README, "Clocks"). */
function requireSaneClocks({ now }: Context, results: ProbeResults): void {
  const issues = results.flatMap((result, i) =>
    result.checked_at > now + CLOCK_SKEW_MS
      ? [{ path: results.length > 1 ? `${i}.checked_at` : "checked_at", message: "is more than 5 minutes ahead" }]
      : [],
  );
  if (issues.length > 0) throw new AppError("invalid_request", undefined, issues);
}

const toResult = (input: ProbeResultInput): SurfaceResult => ({
  surfaceId: input.surface_id,
  result: {
    at: input.checked_at,
    ok: input.ok,
    latencyMs: input.latency_ms ?? null,
    statusCode: input.status_code ?? null,
    error: input.error ?? null,
  },
});
