import { selectIncident, selectUpdatesOf } from "@/db/queries/chronicle";
import type { Context } from "@/lib/context";
import type { Freshness } from "@/lib/public/answers";
import { type ChronicleIncident, projectChronicle } from "@/lib/public/incidents";
import { readOrLastKnown } from "./last-known";
import { readBatch } from "./note-verdicts";

/** One incident; null where there is none, or none that the world may see. `now` is of when that is. */
export type IncidentView = Freshness & { incident: ChronicleIncident | null; now: number };

/** An incident by its public id, however long ago it was (D8): one D1 round trip. */
export const readIncident = (ctx: Context, id: string): Promise<IncidentView> =>
  readOrLastKnown(
    ctx,
    () => readLive(ctx, id),
    ({ chronicle: { incidents, now }, validUntil }) => ({
      incident: incidents.find((incident) => incident.id === id) ?? null,
      now,
      validUntil,
      stale: true,
    }),
  );

async function readLive(ctx: Context, id: string): Promise<IncidentView> {
  const { db, now, registry } = ctx;
  const key = Number(id.replace("inc_", ""));
  const [rows, words] = await readBatch(ctx, [selectIncident(db, key), selectUpdatesOf(db, key)]);
  const [incident = null] = projectChronicle(rows, words, registry.displayName);
  return { incident: incident?.id === id ? incident : null, now, validUntil: null, stale: false };
}
