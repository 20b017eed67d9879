import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { marketTime } from "@/lib/market/market-time";
import type { PageView, PublicView } from "@/lib/public/answers";
import { projectIncidents } from "@/lib/public/incidents";
import { overallStatus } from "@/lib/public/surfaces";
import { projectBars } from "@/lib/public/uptime";
import { toPublicTime } from "@/lib/schemas/times";
import { assemble, type Board, boardStatements } from "./board";
import { historiesOf, historyStatements } from "./histories";
import { windowStatements, windowsOf } from "./read-windows";
import { showBoard } from "./show-board";

/** The window of `/incidents` and of the page's list (D8). */
const INCIDENT_DAYS = 30;
const DAY_MS = 86_400_000;

const statements = (ctx: Context) =>
  [...boardStatements(ctx), selectResolvedIncidents(ctx.db, ctx.now - INCIDENT_DAYS * DAY_MS)] as const;

/** The one read path: one D1 round trip, each surface brought up to `now`, one projection (spec README, "Stored and shown"). */
export async function readPublic(ctx: Context): Promise<PublicView> {
  const [states, tickets, windows, incidents] = await ctx.db.batch([...statements(ctx)]);
  return viewOf(ctx, assemble(ctx, { states, tickets, windows }), incidents);
}

/** The front page: what `readPublic` reads, and with it in the same round trip each surface's bars and the windows of now and later. */
export async function readPage(ctx: Context): Promise<PageView> {
  const [states, tickets, active, incidents, packed, open, windows, onSurfaces] = await ctx.db.batch([
    ...statements(ctx),
    ...historyStatements(ctx),
    ...windowStatements(ctx),
  ]);
  const board = assemble(ctx, { states, tickets, windows: active });
  return {
    ...viewOf(ctx, board, incidents),
    history: projectBars(historiesOf(ctx, board, { packed, open }), ctx.now),
    windows: windowsOf(ctx, { windows, onSurfaces }),
  };
}

type IncidentRows = Awaited<ReturnType<typeof selectResolvedIncidents>>;

function viewOf(ctx: Context, board: Board["surfaces"], incidents: IncidentRows): PublicView {
  const { now, registry } = ctx;
  const { surfaces, validUntil } = showBoard(ctx, board);
  const status = {
    generated_at: toPublicTime(now),
    overall_status: overallStatus(surfaces),
    surfaces,
    incidents: projectIncidents(incidents, (id) => registry.find(id)?.display_name ?? null),
    market_time: marketTime(now),
  };
  return { status, validUntil };
}
