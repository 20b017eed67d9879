import { selectMeasured, selectMeasuredOfSurface, toStretch } from "@/db/queries/measured-outages";
import type { Change } from "@/lib/core/engine/outcome";
import { READ_GAP_MS, settle } from "@/lib/core/engine/settle";
import { isTicketPending, type Surface } from "@/lib/core/engine/surface";
import { isMeasured, measuredOutages, type Span, type Stretch } from "@/lib/core/uptime/outages";
import { listStays, type Stay, type StoryRow, type StoryUpdate } from "@/lib/output/incident-story";
import type { MeasuredOutage } from "@/lib/output/measured";
import { settleIncidents } from "@/lib/output/settled-incidents";
import type { Context } from "@/lib/platform/context";
import type { LoadedSurfaces } from "@/lib/services/surfaces/load";
import { shownDays } from "./build-histories";
import { clockSteps } from "./read-page";

/** The most rows of the log that a page or the API builds measured outages from: the newest. */
const MOST = 1000;
/** The most of a feed, which is read far more often: its rows are what it costs of D1. */
const MOST_OF_FEED = 50;

/** The statement that measured outages are built from, of all surfaces or of one. */
export const measuredStatement = (ctx: Context, surfaceId?: string) => measuredSince(ctx, MOST, surfaceId);

/** The same for a feed. */
export const measuredOfFeed = (ctx: Context, surfaceId?: string) => measuredSince(ctx, MOST_OF_FEED, surfaceId);

const measuredSince = (ctx: Context, most: number, surfaceId?: string) =>
  surfaceId === undefined
    ? selectMeasured(ctx.db, shownDays(ctx).from, most)
    : selectMeasuredOfSurface(ctx.db, shownDays(ctx).from, most, surfaceId);

type MeasuredRows = Awaited<ReturnType<typeof measuredStatement>>;
type IncidentRow = Omit<StoryRow, "severity"> &
  Parameters<typeof settleIncidents>[0][number] & { severity: StoryRow["severity"] | null };

/** Incidents' rows, and of their updates at least those by which one moved, ended or was reopened. */
type Incidents = { rows: readonly IncidentRow[]; updates: readonly StoryUpdate[] };

/** What monitoring alone has found, newest first, with what the clock has changed since it was written; `surfaceId` where the rows are of one. */
export function buildOutages(
  ctx: Context,
  loaded: LoadedSurfaces,
  { measured, incidents, surfaceId }: { measured: MeasuredRows; incidents: Incidents; surfaceId?: string },
): MeasuredOutage[] {
  const rows = Map.groupBy(measured, (row) => row.surfaceId);
  const told = settleIncidents(incidents.rows, incidents.updates, clockSteps(ctx, loaded));
  const updates = Map.groupBy(told.updates, (update) => update.incidentId);
  const stays = told.rows.flatMap((row) => listStays(row, updates.get(row.id) ?? []));
  const spans = Map.groupBy(stays, (stay) => stay.surfaceId);
  const outages = ctx.registry.entries
    .filter(({ id }) => surfaceId === undefined || id === surfaceId)
    .flatMap(({ id, display_name }) => {
      const surface = loaded.get(id)?.surface;
      if (!surface) return [];
      const stretches = settleStretches(ctx, surface, (rows.get(id) ?? []).map(toStretch).toReversed());
      return measuredOutages(stretches, (spans.get(id) ?? []).map(toSpan)).map((outage) => ({
        ...outage,
        surfaceId: id,
        surfaceName: display_name,
      }));
    });
  return outages.sort((a, b) => b.from - a.from);
}

const toSpan = ({ openedAt, resolvedAt }: Pick<Stay, "openedAt" | "resolvedAt">): Span => ({
  from: openedAt,
  to: resolvedAt,
});

/** Stretches with one that began before the rows and still lasts, and with what the clock has changed since. */
function settleStretches({ now }: Context, surface: Surface, written: readonly Stretch[]): Stretch[] {
  const changes = settle(surface, now, READ_GAP_MS).changes;
  const stretches = [...written];
  const { stateSince: from, state, source } = surface;
  const stored = { state, source, isPending: isTicketPending(surface) };
  if (isMeasured(stored) && stretches.every(({ to }) => to !== null))
    stretches.push({ state: stored.state, source: stored.source, from, to: null, changedAt: from });
  return [
    ...stretches.map((each) => (each.to === null ? { ...each, ...endBy(changes[0], each.changedAt) } : each)),
    ...changes.flatMap((change, i) => {
      const { effectiveAt, newState, publicView } = change;
      const shown = { state: newState, source: publicView.stateSource, isPending: publicView.ticketPending };
      if (!isMeasured(shown)) return [];
      return [{ state: shown.state, source: shown.source, from: effectiveAt, ...endBy(changes[i + 1], effectiveAt) }];
    }),
  ];
}

const endBy = (next: Change | undefined, changedAt: number): Pick<Stretch, "to" | "changedAt"> =>
  next ? { to: next.effectiveAt, changedAt: next.effectiveAt } : { to: null, changedAt };
