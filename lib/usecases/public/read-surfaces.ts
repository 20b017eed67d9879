import type { Context } from "@/lib/context";
import { shownSurface } from "@/lib/engine/decide";
import { nextChangeAt } from "@/lib/engine/settle";
import type { SurfacesView } from "@/lib/public/answers";
import { overallStatus, projectSurface } from "@/lib/public/surfaces";
import type { PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { readOrLastKnown } from "@/lib/usecases/fallback/read";
import { readBatch } from "@/lib/usecases/notes/publish";
import { assemble, type Board, boardStatements } from "@/lib/usecases/surfaces/load";

/** The board as readers see it at `now`, and when the clock will next change that (epoch ms, or null). */
export function showBoard(
  { registry, now }: Context,
  board: Board["surfaces"],
): { surfaces: PublicSurface[]; validUntil: number | null } {
  const shown = new Map([...board].map(([id, { surface }]) => [id, shownSurface(surface, now)]));
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = shown.get(entry.id);
    return surface ? [projectSurface(entry, surface)] : [];
  });
  const changes = [...shown.values()].map((surface) => nextChangeAt(surface)).filter((at) => at !== null);
  return { surfaces, validUntil: changes.length > 0 ? Math.min(...changes) : null };
}

/** The surfaces and the whole, for what shows no more: one D1 round trip, some thirty rows. */
export const readSurfaces = (ctx: Context) =>
  readOrLastKnown<SurfacesView>(
    ctx,
    async () => {
      const [states, tickets, windows] = await readBatch(ctx, boardStatements(ctx));
      const { surfaces, validUntil } = showBoard(ctx, assemble(ctx, { states, tickets, windows }));
      const status = { generated_at: toPublicTime(ctx.now), overall_status: overallStatus(surfaces), surfaces };
      return { status, validUntil, stale: false };
    },
    ({ at, chronicle: { overall, surfaces }, validUntil }) => ({
      status: { generated_at: toPublicTime(at), overall_status: overall, surfaces: [...surfaces] },
      validUntil,
      stale: true,
    }),
  );
