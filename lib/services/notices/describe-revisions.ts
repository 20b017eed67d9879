import type { Statement } from "@/db/client";
import { describeEvent, selectUndescribed } from "@/db/queries/notice-events";
import { finishFanOut } from "@/db/queries/notice-fan-out";
import { selectIncident, selectIncidentRevisions, selectIncidentUpdates } from "@/db/queries/public-history";
import { publicIncidentId } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import { projectSettled } from "@/lib/services/public/read-history";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { describeRevision } from "./events";

type Undescribed = Awaited<ReturnType<typeof selectUndescribed>>[number];

/**
 * Gives the events of incidents' revisions their public texts, surfaces and severity, before anybody gets a delivery (contract §20.3). The
 * batch of the change has inserted them; what readers see nothing of is told to nobody.
 */
export async function describeRevisions(ctx: Context): Promise<void> {
  const waiting = await selectUndescribed(ctx.db);
  for (const [incidentId, events] of Map.groupBy(waiting, (event) => event.incidentId))
    await runIdempotent(ctx, await describeIncident(ctx, incidentId, events));
}

async function describeIncident(ctx: Context, id: number, events: readonly Undescribed[]): Promise<Statement[]> {
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
