import { selectOpenTransitions, selectSurfaceDays, toPackedRow, transitionsBySurface } from "@/db/queries/surface-days";
import type { Change } from "@/lib/core/engine/outcome";
import { HISTORY_DAYS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { READ_GAP_MS, settle } from "@/lib/core/engine/settle";
import { type Day, lastDays, type Range, type Transition } from "@/lib/core/uptime/days";
import { type History, recentDays, recentSummary, type Summary } from "@/lib/core/uptime/packed-days";
import type { Context } from "@/lib/platform/context";
import type { LoadedSurfaces } from "@/lib/services/surfaces/load";

type Transitions = Awaited<ReturnType<typeof selectOpenTransitions>>;
type HistoryRows = { packed: Awaited<ReturnType<typeof selectSurfaceDays>>; open: Transitions };

/** How far back public history and bars go, and whether uptime is shown in percent: not while FLAG_STATUS_PUBLIC_HISTORY is 0 (contract §10.3). */
export const publicHistoryDays = ({ env }: Context): number =>
  isHistoryPublic({ env }) ? HISTORY_DAYS : INCIDENT_DAYS;

export const isHistoryPublic = ({ env }: Pick<Context, "env">): boolean => env.flag("FLAG_STATUS_PUBLIC_HISTORY");

/** The days that are shown of a surface: today so far, and those before it. */
export const shownDays = (ctx: Context): Range => lastDays(publicHistoryDays(ctx), ctx.now);

/** The statements that histories are built from, for one batch. */
export const historyStatements = (ctx: Context) =>
  [selectSurfaceDays(ctx.db), selectOpenTransitions(ctx.db, shownDays(ctx).from)] as const;

/** Each surface's timeline: its rows of the log, and changes by the clock that no tick has written yet. */
export function buildTimelines(
  { now }: Context,
  loaded: LoadedSurfaces,
  transitions: Transitions,
): Map<string, Transition[]> {
  const logged = transitionsBySurface(transitions);
  return new Map(
    [...loaded].map(([id, { surface }]) => {
      const clock = settle(surface, now, READ_GAP_MS).changes;
      return [id, [...(logged.get(id) ?? []), ...clock.map(toTransition)]];
    }),
  );
}

const toTransition = ({ effectiveAt, newState }: Change): Transition => ({ at: effectiveAt, state: newState });

/** Each surface's last days: closed ones as packed, the others from its timeline. */
export const buildHistories = (ctx: Context, loaded: LoadedSurfaces, rows: HistoryRows): Map<string, Day[]> =>
  mapHistories(ctx, loaded, rows, recentDays);

/** The bars and uptime that the front page shows. */
export const buildSummaries = (ctx: Context, loaded: LoadedSurfaces, rows: HistoryRows): Map<string, Summary> =>
  mapHistories(ctx, loaded, rows, recentSummary);

function mapHistories<T>(
  ctx: Context,
  loaded: LoadedSurfaces,
  { packed, open }: HistoryRows,
  view: (history: History, range: Range) => T,
): Map<string, T> {
  const closed = new Map(packed.map((row) => [row.surfaceId, toPackedRow(row)]));
  const range = shownDays(ctx);
  return new Map(
    [...buildTimelines(ctx, loaded, open)].map(([id, timeline]) => [
      id,
      view({ packed: closed.get(id) ?? null, timeline }, range),
    ]),
  );
}
