import { selectActiveIncidents, selectResolvedIncidents } from "@/db/queries/status-incidents";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { marketTime } from "@/lib/core/market/market-time";
import { summarizeDays } from "@/lib/core/uptime/packed-days";
import type { FallbackView } from "@/lib/output/fallback";
import { activeOf, projectActive, projectIncidents } from "@/lib/output/incidents";
import type { PageView, PublicView } from "@/lib/output/responses";
import { projectBars } from "@/lib/output/uptime";
import { currentWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { PublicIncident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { readOrFallback, requireKnown } from "@/lib/services/fallback/read";
import { type LoadedSurfaces, loadSurfaces } from "@/lib/services/surfaces/load";
import { buildSummaries, historyStatements, isHistoryPublic } from "./build-histories";
import { clockSteps, showEvidence, showStatus } from "./read-surfaces";
import { listWindows, windowStatements } from "./read-windows";

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
        ...windowStatements(ctx),
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
        windows: listWindows(ctx, { windows, onSurfaces }),
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
