import type { Context } from "@/lib/context";
import type { Report } from "@/lib/engine/decide";
import { decideAll } from "@/lib/engine/decide-all";
import { AppError } from "@/lib/errors";
import type { ProbeResultInput, ProbeResults } from "@/lib/schemas/probe-results";
import { CLOCK_SKEW_MS } from "@/lib/schemas/times";
import { commit } from "./commit";
import { findSurface } from "./find-surface";
import { type SurfaceView, viewSurface } from "./view-surface";

/** `POST /api/internal/status/probe-results`: raw results of an outside prober; the hysteresis is ours (§4c). */
export async function recordProbeResults(ctx: Context, results: ProbeResults): Promise<{ surfaces: SurfaceView[] }> {
  requireSaneClocks(ctx, results);
  return commit(ctx, (board) => {
    const outcomes = [...bySurface(results)].map(([id, ofSurface]) =>
      decideAll(findSurface(board, id).surface, ofSurface.map(toReport), ctx.now),
    );
    return { outcomes, result: { surfaces: outcomes.map((o) => viewSurface(o.surface, ctx.now)) } };
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

/** Grouped, and within a surface in the order in which they were checked. */
function bySurface(results: ProbeResults): Map<string, ProbeResultInput[]> {
  const groups = new Map<string, ProbeResultInput[]>();
  for (const result of results.toSorted((a, b) => a.checked_at - b.checked_at))
    groups.set(result.surface_id, [...(groups.get(result.surface_id) ?? []), result]);
  return groups;
}

const toReport = (result: ProbeResultInput): Report => ({
  kind: "probe",
  actor: "prober",
  times: 1,
  result: {
    at: result.checked_at,
    ok: result.ok,
    latencyMs: result.latency_ms ?? null,
    statusCode: result.status_code ?? null,
    error: result.error ?? null,
  },
});
