import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/engine/periods";
import { marketTime } from "@/lib/market/market-time";
import type { PageView, PublicView } from "@/lib/public/answers";
import { currentWindows, projectIncidents } from "@/lib/public/incidents";
import type { Recalled } from "@/lib/public/last-known";
import { overallStatus } from "@/lib/public/surfaces";
import { projectBars } from "@/lib/public/uptime";
import type { PublicIncident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

import { summaryOf } from "@/lib/uptime/packed-days";
import { readOrLastKnown } from "@/lib/usecases/fallback/read";
import { readBatch } from "@/lib/usecases/notes/publish";
import { assemble, type Board, boardStatements } from "@/lib/usecases/surfaces/load";
import { historyStatements, summariesOf } from "./build-histories";
import { showBoard } from "./read-surfaces";
import { windowStatements, windowsOf } from "./read-windows";

/** Since when incidents must have been resolved to be on it (epoch ms). */
export const sinceIncidents = ({ now }: Context): number => now - INCIDENT_DAYS * DAY_MS;

const statements = (ctx: Context) =>
  [...boardStatements(ctx), selectResolvedIncidents(ctx.db, sinceIncidents(ctx))] as const;

/** The one read path: one D1 round trip, each surface brought up to `now`, one projection (spec README, "Stored and shown"). */
export const readPublic = (ctx: Context) =>
  readOrLastKnown<PublicView>(
    ctx,
    async () => {
      const [states, tickets, windows, incidents] = await readBatch(ctx, statements(ctx));
      return viewOf(ctx, assemble(ctx, { states, tickets, windows }), incidents);
    },
    (known) => recalledView(ctx, known),
  );

/** The front page: what `readPublic` reads, and with it in the same round trip each surface's bars and the windows of now and later. */
export const readPage = (ctx: Context) =>
  readOrLastKnown<PageView>(
    ctx,
    async () => {
      const [states, tickets, active, incidents, packed, open, windows, onSurfaces] = await readBatch(ctx, [
        ...statements(ctx),
        ...historyStatements(ctx),
        ...windowStatements(ctx),
      ]);
      const board = assemble(ctx, { states, tickets, windows: active });
      return {
        ...viewOf(ctx, board, incidents),
        history: projectBars(summariesOf(ctx, board, { packed, open }), ctx.now),
        windows: windowsOf(ctx, { windows, onSurfaces }),
      };
    },
    (known) => ({
      ...recalledView(ctx, known),
      history: projectBars(new Map([...known.days].map(([id, days]) => [id, summaryOf(days)])), known.at),
      windows: currentWindows(known.chronicle.windows),
    }),
  );

type IncidentRows = Awaited<ReturnType<typeof selectResolvedIncidents>>;

export const incidentsOf = ({ registry }: Context, rows: IncidentRows): PublicIncident[] =>
  projectIncidents(rows, registry.displayName);

function viewOf(ctx: Context, board: Board["surfaces"], incidents: IncidentRows): PublicView {
  const { now } = ctx;
  const { surfaces, validUntil } = showBoard(ctx, board);
  const status = {
    generated_at: toPublicTime(now),
    overall_status: overallStatus(surfaces),
    surfaces,
    incidents: incidentsOf(ctx, incidents),
    market_time: marketTime(now),
  };
  return { status, validUntil, stale: false };
}

/** As of the copy's instant; only the market's clock needs nobody to look. */
function recalledView({ now }: Context, { at, chronicle, incidents, validUntil }: Recalled): PublicView {
  const status = {
    generated_at: toPublicTime(at),
    overall_status: chronicle.overall,
    surfaces: [...chronicle.surfaces],
    incidents: [...incidents],
    market_time: marketTime(now),
    stale: true as const,
  };
  return { status, validUntil, stale: true };
}
