import {
  selectIncidentsSince,
  selectUpdatesSince,
  selectWindowSurfacesSince,
  selectWindowsSince,
} from "@/db/queries/chronicle";
import { selectDaysOf, selectOpenTransitionsOf } from "@/db/queries/surface-days";
import type { Context } from "@/lib/context";
import type { Chronicle } from "@/lib/public/chronicle";
import { projectChronicle, projectWindows } from "@/lib/public/chronicle-projection";
import { overallStatus } from "@/lib/public/surfaces";
import { figuresOf } from "@/lib/public/uptime";
import type { UptimeFigures } from "@/lib/schemas/uptime";
import type { Day } from "@/lib/uptime/days";
import { assemble, type Board, boardStatements } from "./board";
import { historiesOf, shownDays } from "./histories";
import { showBoard } from "./show-board";

const DAYS = 90;
const DAY_MS = 86_400_000;
const INCIDENTS = 200;

/** What feeds, calendars and foreign dialects are made of, and until when the clock leaves it so. */
export type ChronicleView = { chronicle: Chronicle; validUntil: number | null };

/** The same, and one surface's last 90 days with its uptime over them. */
export type SurfacePageView = ChronicleView & { days: readonly Day[]; figures: UptimeFigures };

/** One D1 round trip. */
export async function readChronicle(ctx: Context): Promise<ChronicleView> {
  const [states, tickets, active, ...rows] = await ctx.db.batch([...boardStatements(ctx), ...statements(ctx)]);
  return viewOf(ctx, assemble(ctx, { states, tickets, windows: active }), rows);
}

/** A surface's own page: the chronicle and the days of that surface, in one D1 round trip. */
export async function readSurfacePage(ctx: Context, surfaceId: string): Promise<SurfacePageView> {
  const [states, tickets, active, packed, open, ...rows] = await ctx.db.batch([
    ...boardStatements(ctx),
    selectDaysOf(ctx.db, surfaceId),
    selectOpenTransitionsOf(ctx.db, surfaceId, shownDays(ctx).from),
    ...statements(ctx),
  ]);
  const board = assemble(ctx, { states, tickets, windows: active });
  const days = historiesOf(ctx, board, { packed, open }).get(surfaceId) ?? [];
  return { ...viewOf(ctx, board, rows), days, figures: figuresOf(days) };
}

function statements({ db, now }: Context) {
  const since = now - DAYS * DAY_MS;
  return [
    selectIncidentsSince(db, since, INCIDENTS),
    selectUpdatesSince(db, since),
    selectWindowsSince(db, since),
    selectWindowSurfacesSince(db, since),
  ] as const;
}

type RowsOf<Statements extends readonly unknown[]> = { -readonly [I in keyof Statements]: Awaited<Statements[I]> };
type Rows = RowsOf<ReturnType<typeof statements>>;

function viewOf(ctx: Context, board: Board["surfaces"], rows: Rows): ChronicleView {
  const [incidents, updates, windows, onSurfaces] = rows;
  const { now, registry } = ctx;
  const { surfaces, validUntil } = showBoard(ctx, board);
  const nameOf = (id: string) => registry.find(id)?.display_name ?? null;
  return {
    chronicle: {
      now,
      overall: overallStatus(surfaces),
      surfaces,
      incidents: projectChronicle(incidents, updates, nameOf),
      windows: projectWindows(windows, onSurfaces, nameOf, now),
    },
    validUntil,
  };
}
