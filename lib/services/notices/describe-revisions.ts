import type { Statement } from "@/db/client";
import { describeEvent, EVENTS_A_TICK, selectBegun, selectUndescribed } from "@/db/queries/notice-events";
import { finishFanOut } from "@/db/queries/notice-fan-out";
import { selectIncident, selectIncidentRevisions, selectIncidentUpdates } from "@/db/queries/public-history";
import { type Severity, worseSeverity } from "@/lib/core/engine/states";
import { SURFACE_GAP_MS } from "@/lib/core/notices/event";
import { releaseEvents } from "@/lib/core/notices/flapping";
import { publicIncidentId } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import { projectSettled } from "@/lib/services/public/read-history";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { describeRevision } from "./events";

type Undescribed = Awaited<ReturnType<typeof selectUndescribed>>[number];

/**
 * Gives the events of incidents' revisions their public texts, surfaces and severity, before anybody gets a delivery (contract §20.3). The
 * batch of the change has inserted them; what readers see nothing of is told to nobody. What repeats waits (lib/core/notices/flapping.ts).
 */
export async function describeRevisions(ctx: Context): Promise<void> {
  const waiting = (await selectUndescribed(ctx.db)).map(toWaiting);
  const mayRepeat = waiting.some(({ isReported, isBeginning }) => isReported && isBeginning);
  const begun = mayRepeat ? await selectBegun(ctx.db, ctx.now - SURFACE_GAP_MS) : [];
  const told = begun.flatMap(({ surfaces, severity }) =>
    readIds(surfaces).map((surfaceId) => ({ surfaceId, severity })),
  );
  const released = releaseEvents(waiting, told).slice(0, EVENTS_A_TICK);
  for (const [incidentId, events] of Map.groupBy(released, (event) => event.incidentId))
    await runIdempotent(ctx, await describeIncident(ctx, incidentId, events));
}

const readIds = (json: string): string[] => JSON.parse(json);

/** A waiting event, with the worst severity of its incident's rows. */
function toWaiting({ isOver, isBeginning, isReported, isByPerson, surfaces, severities, ...event }: Undescribed) {
  const severity = (JSON.parse(severities) as Severity[]).reduce<Severity | null>(
    (worst, each) => (worst === null ? each : worseSeverity(worst, each)),
    null,
  );
  return {
    ...event,
    isOver: isOver === 1,
    isBeginning: isBeginning === 1,
    isReported: isReported === 1,
    isByPerson: isByPerson === 1,
    surfaces: readIds(surfaces),
    severity,
  };
}

async function describeIncident(
  ctx: Context,
  id: number,
  events: readonly Pick<Undescribed, "id" | "revision" | "kind">[],
): Promise<Statement[]> {
  const { db, clock } = ctx;
  const [loaded, rows, updates, revisions] = await loadSurfaces(
    ctx,
    selectIncident(db, id),
    selectIncidentUpdates(db, id),
    selectIncidentRevisions(db, id),
  );
  const incident = projectSettled(ctx, loaded, { rows, updates, revisions }).find(
    (each) => each.id === publicIncidentId(id),
  );
  return events.map((event) => {
    const described = incident && describeRevision(incident, event);
    return described ? describeEvent(db, event.id, described) : finishFanOut(db, event.id, clock());
  });
}
