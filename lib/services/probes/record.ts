import { insertProbeResults } from "@/db/queries/probe-results";
import { decideAll } from "@/lib/core/engine/decide";
import { CLOCK_SKEW_MS } from "@/lib/core/engine/periods";
import type { ProbeResult } from "@/lib/core/engine/prober";
import type { Context } from "@/lib/platform/context";
import { invalidInput } from "@/lib/platform/problems";
import type { ProbeResultInput, ProbeResults, ProbeResultsResponse } from "@/lib/schemas/internal";
import { toIso } from "@/lib/schemas/times";
import { commit, type Decision } from "@/lib/services/commit";
import { findSurface, type LoadedState } from "@/lib/services/surfaces/load";
import { viewSurface } from "@/lib/services/surfaces/snapshot";
import { recordOutside } from "./outside";

export type SurfaceResult = { surfaceId: string; result: ProbeResult };

/** Decides on probe results, each surface's in order of time, and stores the raw results too. */
export function decideProbes(ctx: Context, loaded: LoadedState, results: readonly SurfaceResult[]): Decision<void> {
  const inOrder = results.toSorted((a, b) => a.result.at - b.result.at);
  const ids = [...new Set(inOrder.map((r) => r.surfaceId))];
  const outcomes = ids.map((id) => {
    const reports = inOrder
      .filter((r) => r.surfaceId === id)
      .map(({ result }) => ({ kind: "probe", actor: "prober", times: 1, result }) as const);
    return decideAll(findSurface(loaded, id).surface, reports, ctx.now);
  });
  return { outcomes, statements: insertProbeResults(ctx.db, results), result: undefined };
}

/** `POST /api/internal/status/probe-results`: raw results of an outside prober; hysteresis is applied here (contract §2.5). */
export async function recordProbeResults(ctx: Context, results: ProbeResults): Promise<ProbeResultsResponse> {
  requireSaneClocks(ctx, results);
  const [outside = [], own = []] = [true, false].map((is) => results.filter(({ vantage }) => Boolean(vantage) === is));
  const seen = [...new Set(outside.map((result) => result.surface_id))];
  const answer = await commit(ctx, (loaded) => {
    const decision = decideProbes(ctx, loaded, own.map(toResult));
    const surfaces = [...decision.outcomes.map((o) => o.surface), ...seen.map((id) => findSurface(loaded, id).surface)];
    return { ...decision, result: { surfaces: surfaces.map((surface) => viewSurface(surface, ctx.now)) } };
  });
  await recordOutside(ctx, outside);
  return answer;
}

/** A caller's time more than 5 minutes ahead of the platform's clock is refused (contract §5.1). */
function requireSaneClocks({ now }: Context, results: ProbeResults): void {
  const issues = results.flatMap((result, i) =>
    result.checked_at > now + CLOCK_SKEW_MS
      ? [{ path: results.length > 1 ? `${i}.checked_at` : "checked_at", message: "is more than 5 minutes ahead" }]
      : [],
  );
  if (issues.length > 0) throw invalidInput(...issues);
}

/** A result as a caller sends it, and as it was received. */
export const toInput = ({ surfaceId, result }: SurfaceResult) => ({
  surface_id: surfaceId,
  ok: result.ok,
  checked_at: toIso(result.at),
  latency_ms: result.latencyMs,
  status_code: result.statusCode,
  error: result.error,
});

export const toResult = (input: ProbeResultInput): SurfaceResult => ({
  surfaceId: input.surface_id,
  result: {
    at: input.checked_at,
    ok: input.ok,
    latencyMs: input.latency_ms ?? null,
    statusCode: input.status_code ?? null,
    error: input.error ?? null,
  },
});
