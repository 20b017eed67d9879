import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/maintenance-windows";
import { selectActiveIncidents, selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { IncidentStep } from "@/lib/core/engine/outcome";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { nextChangeAt, READ_GAP_MS, settle, shownSurface } from "@/lib/core/engine/settle";
import { marketTime } from "@/lib/core/market/market-time";
import { summarizeDays } from "@/lib/core/uptime/packed-days";
import { toEvidence } from "@/lib/output/evidence";
import type { FallbackView } from "@/lib/output/fallback";
import { activeOf, projectActive, projectIncidents } from "@/lib/output/incidents";
import type { PageView, PublicView, SurfacesView } from "@/lib/output/responses";
import { overallStatus, projectSurface } from "@/lib/output/surfaces";
import { projectBars } from "@/lib/output/uptime";
import { currentWindows, projectWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { Evidence, PublicIncident, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { readOrFallback, requireKnown } from "@/lib/services/fallback/read";
import { type LoadedSurfaces, loadSurfaces } from "@/lib/services/surfaces/load";
import { buildSummaries, historyStatements, isHistoryPublic } from "./build-histories";

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
const showEvidence = ({ now }: Context, loaded: LoadedSurfaces): Map<string, Evidence> =>
  new Map([...loaded].map(([id, { surface }]) => [id, toEvidence(shownSurface(surface, now))]));

/** What the clock has done to incidents by `now` that no write has stored yet. */
export const clockSteps = ({ now }: Context, loaded: LoadedSurfaces): IncidentStep[] =>
  [...loaded.values()].flatMap(({ surface }) => settle(surface, now, READ_GAP_MS).incidents);

/** The surfaces with the overall status. */
function showStatus(ctx: Context, loaded: LoadedSurfaces) {
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

/** Only incidents resolved after this time are listed (epoch ms). */
export const sinceIncidents = ({ now }: Context): number => now - INCIDENT_DAYS * DAY_MS;

/** The one read path: one D1 round trip, each surface settled up to `now`, one projection (contract §1.5). */
export const readPublic = (ctx: Context) =>
  readOrFallback<PublicView>(
    ctx,
    async () => {
      const [surfaces, incidents] = await loadSurfaces(ctx, selectResolvedIncidents(ctx.db, sinceIncidents(ctx)));
      return toView(ctx, surfaces, incidents);
    },
    (known) => fallbackView(ctx, known),
  );

/** The resolved incidents, for a response that is nothing else: 503 where nothing is known of them. */
export async function readResolved(ctx: Context): Promise<PublicView> {
  const view = await readPublic(ctx);
  requireKnown(view);
  return view;
}

/** The front page: what `readPublic` reads, and in the same round trip the open incidents, each surface's bars and the running and scheduled windows. */
export const readPage = (ctx: Context) =>
  readOrFallback<PageView>(
    ctx,
    async () => {
      const [surfaces, incidents, active, packed, open, windows, onSurfaces] = await loadSurfaces(
        ctx,
        selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
        selectActiveIncidents(ctx.db),
        ...historyStatements(ctx),
        selectWindowsSince(ctx.db, ctx.now),
        selectWindowSurfacesSince(ctx.db, ctx.now),
      );
      const ended = new Set(clockSteps(ctx, surfaces).flatMap((step) => (step.op === "close" ? [step.key] : [])));
      return {
        ...toView(ctx, surfaces, incidents),
        active: projectActive(
          active.filter(({ incidentKey }) => !ended.has(incidentKey)),
          ctx.registry.displayName,
        ),
        history: projectBars(buildSummaries(ctx, surfaces, { packed, open }), {
          until: ctx.now,
          evidence: showEvidence(ctx, surfaces),
          withFigures: isHistoryPublic(ctx),
        }),
        windows: currentWindows(projectWindows(windows, onSurfaces, ctx.registry.displayName, ctx.now)),
      };
    },
    (known) => ({
      ...fallbackView(ctx, known),
      active: activeOf(known.publicHistory.incidents),
      history: projectBars(new Map([...known.days].map(([id, days]) => [id, summarizeDays(days)])), {
        until: known.at,
        evidence: new Map(),
        withFigures: isHistoryPublic(ctx),
      }),
      windows: currentWindows(known.publicHistory.windows),
    }),
  );

type IncidentRows = Awaited<ReturnType<typeof selectResolvedIncidents>>;

/** The resolved incidents of those rows: one that the clock has ended is past once that is written, within the minute. */
export const projectRows = ({ registry }: Context, rows: IncidentRows): PublicIncident[] =>
  projectIncidents(rows, registry.displayName);

function toView(ctx: Context, loaded: LoadedSurfaces, rows: IncidentRows) {
  const { status, validUntil } = showStatus(ctx, loaded);
  return {
    status: { ...status, incidents: projectRows(ctx, rows), market_time: marketTime(ctx.now) },
    validUntil,
  };
}

/** As of the snapshot's instant; only the market's clock, which needs no source, is current. */
function fallbackView({ now }: Context, { at, publicHistory, incidents, validUntil }: FallbackView) {
  const status = {
    generated_at: toPublicTime(at),
    overall_status: publicHistory.overall,
    surfaces: [...publicHistory.surfaces],
    incidents: [...incidents],
    market_time: marketTime(now),
    stale: true as const,
  };
  return { status, validUntil, isLost: publicHistory.isLost };
}
