import {
  selectIncident,
  selectIncidentRevisions,
  selectIncidentUpdates,
  selectNeighbours,
} from "@/db/queries/public-history";
import { type HistoryIncident, publicIncidentId } from "@/lib/output/incidents";
import type { Freshness } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { readOrFallback } from "@/lib/services/fallback/read";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { isHistoryPublic } from "./build-histories";
import { historyBegin, projectSettled } from "./read-history";
import { showSurfaces } from "./read-page";

/** One incident; null where there is none, or none that is public; and the public ids of those before and after it. `now` is the instant that it shows. */
type IncidentView = Freshness & {
  incident: HistoryIncident | null;
  previous: string | null;
  next: string | null;
  now: number;
};

/** An incident by its public id, however old, or by that of a row that is told in it (contract §10.3): one D1 round trip. */
export const readIncident = (ctx: Context, id: string) =>
  readOrFallback<IncidentView>(
    ctx,
    async () => {
      const { db, now, registry } = ctx;
      const key = toKey(id);
      const ids = registry.entries.map((entry) => entry.id);
      const [loaded, rows, updates, revisions, beside] = await loadSurfaces(
        ctx,
        selectIncident(db, key),
        selectIncidentUpdates(db, key),
        selectIncidentRevisions(db, key),
        selectNeighbours(db, key, ids),
      );
      const [incident] = projectSettled(ctx, loaded, { rows, updates, revisions });
      const { validUntil } = showSurfaces(ctx, loaded);
      const isShown =
        publicIncidentId(key) === id &&
        incident !== undefined &&
        (isHistoryPublic(ctx) || (incident.resolvedAt ?? now) >= historyBegin(ctx));
      const neighbours = beside.flatMap((row) => row.id ?? []);
      return { incident: isShown ? incident : null, ...findBeside(neighbours, key), now, validUntil };
    },
    ({ publicHistory: { incidents, now }, toldIn, validUntil }) => ({
      incident: incidents.find((incident) => incident.id === (toldIn[id] ?? id)) ?? null,
      ...findBeside(
        incidents.map((incident) => toKey(incident.id)),
        toKey(id),
      ),
      now,
      validUntil,
    }),
  );

const toKey = (id: string): number => Number(id.replace("inc_", ""));

/** The nearest of some ids on either side of one. */
function findBeside(ids: readonly number[], key: number): Pick<IncidentView, "previous" | "next"> {
  const nearest = (found: number) => (Number.isFinite(found) ? publicIncidentId(found) : null);
  return {
    previous: nearest(Math.max(...ids.filter((id) => id < key))),
    next: nearest(Math.min(...ids.filter((id) => id > key))),
  };
}
