import { shownSurface } from "@/lib/core/engine/decide";
import type { IncidentStep } from "@/lib/core/engine/outcome";
import { nextChangeAt, READ_GAP_MS, settle } from "@/lib/core/engine/settle";
import { toEvidence } from "@/lib/output/evidence";
import type { SurfacesView } from "@/lib/output/responses";
import { overallStatus, projectSurface } from "@/lib/output/surfaces";
import type { Context } from "@/lib/platform/context";
import type { Evidence, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { readOrFallback } from "@/lib/services/fallback/read";
import { type LoadedSurfaces, loadSurfaces } from "@/lib/services/surfaces/load";

/** The surfaces as readers see them at `now`, and when the clock will next change that (epoch ms, or null). */
export function showSurfaces(
  { registry, now }: Context,
  loaded: LoadedSurfaces,
): { surfaces: PublicSurface[]; validUntil: number | null } {
  const shown = new Map([...loaded].map(([id, { surface }]) => [id, shownSurface(surface, now)]));
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = shown.get(entry.id);
    return surface ? [projectSurface(entry, surface)] : [];
  });
  const changes = [...shown.values()].map((surface) => nextChangeAt(surface)).filter((at) => at !== null);
  return { surfaces, validUntil: changes.length > 0 ? Math.min(...changes) : null };
}

/** What each surface's state rests on. */
export const showEvidence = ({ now }: Context, loaded: LoadedSurfaces): Map<string, Evidence> =>
  new Map([...loaded].map(([id, { surface }]) => [id, toEvidence(shownSurface(surface, now))]));

/** What the clock has done to incidents by `now` that no write has stored yet. */
export const clockSteps = ({ now }: Context, loaded: LoadedSurfaces): IncidentStep[] =>
  [...loaded.values()].flatMap(({ surface }) => settle(surface, now, READ_GAP_MS).incidents);

/** The surfaces with the overall status. */
export function showStatus(ctx: Context, loaded: LoadedSurfaces) {
  const { surfaces, validUntil } = showSurfaces(ctx, loaded);
  const status = { generated_at: toPublicTime(ctx.now), overall_status: overallStatus(surfaces), surfaces };
  return { status, validUntil };
}

/** The surfaces and the overall status, for responses that show nothing else: one D1 round trip, some thirty rows. */
export const readSurfaces = (ctx: Context) =>
  readOrFallback<SurfacesView>(
    ctx,
    async () => {
      const [surfaces] = await loadSurfaces(ctx);
      return showStatus(ctx, surfaces);
    },
    ({ at, publicHistory: { overall, surfaces }, validUntil }) => ({
      status: { generated_at: toPublicTime(at), overall_status: overall, surfaces: [...surfaces] },
      validUntil,
    }),
  );
