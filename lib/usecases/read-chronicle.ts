import {
  selectIncidentsSince,
  selectUpdatesSince,
  selectWindowSurfacesSince,
  selectWindowsSince,
} from "@/db/queries/chronicle";
import { selectDaysOf, selectOpenTransitionsOf } from "@/db/queries/surface-days";
import type { Context } from "@/lib/context";
import type { Freshness } from "@/lib/public/answers";
import { type Chronicle, projectChronicle, projectWindows } from "@/lib/public/incidents";
import type { Recalled } from "@/lib/public/last-known";
import { overallStatus } from "@/lib/public/surfaces";
import { figuresOf } from "@/lib/public/uptime";
import type { UptimeFigures } from "@/lib/schemas/uptime";
import type { Day } from "@/lib/uptime/days";
import { summaryOf } from "@/lib/uptime/packed-days";
import { assemble, type Board, boardStatements } from "./board";
import { historiesOf, shownDays } from "./histories";
import { readOrLastKnown } from "./last-known";
import { readBatch } from "./note-verdicts";
import { showBoard } from "./show-board";

const DAYS = 90;
const DAY_MS = 86_400_000;
const INCIDENTS = 200;

/** What feeds, calendars and foreign dialects are made of, and until when the clock leaves it so. */
export type ChronicleView = Freshness & { chronicle: Chronicle };

/** The same, and one surface's last 90 days with its uptime over them. */
export type SurfacePageView = ChronicleView & { days: readonly Day[]; figures: UptimeFigures };

/** One D1 round trip. */
export const readChronicle = (ctx: Context): Promise<ChronicleView> =>
  readOrLastKnown(ctx, () => readChronicleLive(ctx), recalledView);

async function readChronicleLive(ctx: Context): Promise<ChronicleView> {
  const [states, tickets, active, ...rows] = await readBatch(ctx, [
    ...boardStatements(ctx),
    ...chronicleStatements(ctx),
  ]);
  return viewOf(ctx, assemble(ctx, { states, tickets, windows: active }), rows);
}

/** A surface's own page: the chronicle and the days of that surface, in one D1 round trip. */
export const readSurfacePage = (ctx: Context, surfaceId: string): Promise<SurfacePageView> =>
  readOrLastKnown(
    ctx,
    () => readSurfacePageLive(ctx, surfaceId),
    (known) => {
      const days = known.days.get(surfaceId) ?? [];
      return { ...recalledView(known), days, figures: figuresOf(summaryOf(days)) };
    },
  );

async function readSurfacePageLive(ctx: Context, surfaceId: string): Promise<SurfacePageView> {
  const [states, tickets, active, packed, open, ...rows] = await readBatch(ctx, [
    ...boardStatements(ctx),
    selectDaysOf(ctx.db, surfaceId),
    selectOpenTransitionsOf(ctx.db, surfaceId, shownDays(ctx).from),
    ...chronicleStatements(ctx),
  ]);
  const board = assemble(ctx, { states, tickets, windows: active });
  const days = historiesOf(ctx, board, { packed, open }).get(surfaceId) ?? [];
  return { ...viewOf(ctx, board, rows), days, figures: figuresOf(summaryOf(days)) };
}

const recalledView = ({ chronicle, validUntil }: Recalled): ChronicleView => ({ chronicle, validUntil, stale: true });

/** The statements that the past 90 days are told from, for one batch. */
export function chronicleStatements({ db, now }: Context) {
  const since = now - DAYS * DAY_MS;
  return [
    selectIncidentsSince(db, since, INCIDENTS),
    selectUpdatesSince(db, since),
    selectWindowsSince(db, since),
    selectWindowSurfacesSince(db, since),
  ] as const;
}

type RowsOf<Statements extends readonly unknown[]> = { -readonly [I in keyof Statements]: Awaited<Statements[I]> };
type Rows = RowsOf<ReturnType<typeof chronicleStatements>>;

/** What those rows tell. */
export function pastOf({ now, registry }: Context, rows: Rows): Pick<Chronicle, "incidents" | "windows"> {
  const [incidents, updates, windows, onSurfaces] = rows;
  return {
    incidents: projectChronicle(incidents, updates, registry.displayName),
    windows: projectWindows(windows, onSurfaces, registry.displayName, now),
  };
}

function viewOf(ctx: Context, board: Board["surfaces"], rows: Rows): ChronicleView {
  const { surfaces, validUntil } = showBoard(ctx, board);
  return {
    chronicle: { now: ctx.now, overall: overallStatus(surfaces), surfaces, ...pastOf(ctx, rows) },
    validUntil,
    stale: false,
  };
}
