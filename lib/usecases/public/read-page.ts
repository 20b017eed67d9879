import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/engine/periods";
import { marketTime } from "@/lib/market/market-time";
import type { PageView, PublicView } from "@/lib/public/answers";
import { currentWindows, projectIncidents } from "@/lib/public/incidents";
import type { Recalled } from "@/lib/public/last-known";
import { projectBars } from "@/lib/public/uptime";
import type { PublicIncident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

import { summaryOf } from "@/lib/uptime/packed-days";
import { readOrFallback } from "@/lib/usecases/fallback/read";
import { type LoadedSurfaces, loadSurfaces } from "@/lib/usecases/surfaces/load";
import { historyStatements, summariesOf } from "./build-histories";
import { showStatus } from "./read-surfaces";
import { windowStatements, windowsOf } from "./read-windows";

/** Since when incidents must have been resolved to be on it (epoch ms). */
export const sinceIncidents = ({ now }: Context): number => now - INCIDENT_DAYS * DAY_MS;

/** The one read path: one D1 round trip, each surface brought up to `now`, one projection (spec README, "Stored and shown"). */
export const readPublic = (ctx: Context) =>
  readOrFallback<PublicView>(
    ctx,
    async () => {
      const [surfaces, incidents] = await loadSurfaces(ctx, selectResolvedIncidents(ctx.db, sinceIncidents(ctx)));
      return viewOf(ctx, surfaces, incidents);
    },
    (known) => fallbackView(ctx, known),
  );

/** The front page: what `readPublic` reads, and with it in the same round trip each surface's bars and the windows of now and later. */
export const readPage = (ctx: Context) =>
  readOrFallback<PageView>(
    ctx,
    async () => {
      const [surfaces, incidents, packed, open, windows, onSurfaces] = await loadSurfaces(
        ctx,
        selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
        ...historyStatements(ctx),
        ...windowStatements(ctx),
      );
      return {
        ...viewOf(ctx, surfaces, incidents),
        history: projectBars(summariesOf(ctx, surfaces, { packed, open }), ctx.now),
        windows: windowsOf(ctx, { windows, onSurfaces }),
      };
    },
    (known) => ({
      ...fallbackView(ctx, known),
      history: projectBars(new Map([...known.days].map(([id, days]) => [id, summaryOf(days)])), known.at),
      windows: currentWindows(known.chronicle.windows),
    }),
  );

type IncidentRows = Awaited<ReturnType<typeof selectResolvedIncidents>>;

export const incidentsOf = ({ registry }: Context, rows: IncidentRows): PublicIncident[] =>
  projectIncidents(rows, registry.displayName);

function viewOf(ctx: Context, loaded: LoadedSurfaces, rows: IncidentRows) {
  const { status, validUntil } = showStatus(ctx, loaded);
  return { status: { ...status, incidents: incidentsOf(ctx, rows), market_time: marketTime(ctx.now) }, validUntil };
}

/** As of the snapshot's instant; only the market's clock goes on without a source. */
function fallbackView({ now }: Context, { at, chronicle, incidents, validUntil }: Recalled) {
  const status = {
    generated_at: toPublicTime(at),
    overall_status: chronicle.overall,
    surfaces: [...chronicle.surfaces],
    incidents: [...incidents],
    market_time: marketTime(now),
    stale: true as const,
  };
  return { status, validUntil };
}
