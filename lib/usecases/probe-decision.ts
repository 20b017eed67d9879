import { insertProbeResults } from "@/db/queries/probe-results";
import type { Context } from "@/lib/context";
import { decideAll } from "@/lib/engine/decide";
import type { ProbeResult } from "@/lib/engine/prober";
import type { Board } from "./board";
import type { Decision } from "./commit";
import { findSurface } from "./find-surface";

export type SurfaceResult = { surfaceId: string; result: ProbeResult };

/** What probe results make of their surfaces, each surface's in the order of checking; the raw results are kept beside. */
export function decideProbes(ctx: Context, board: Board, results: readonly SurfaceResult[]): Decision<void> {
  const inOrder = results.toSorted((a, b) => a.result.at - b.result.at);
  const ids = [...new Set(inOrder.map((r) => r.surfaceId))];
  const outcomes = ids.map((id) => {
    const reports = inOrder
      .filter((r) => r.surfaceId === id)
      .map(({ result }) => ({ kind: "probe", actor: "prober", times: 1, result }) as const);
    return decideAll(findSurface(board, id).surface, reports, ctx.now);
  });
  return { outcomes, statements: insertProbeResults(ctx.db, results), result: undefined };
}
