import { selectVersions } from "@/db/queries/audit-log";
import { selectHeldByOperator, toRecord } from "@/db/queries/freescout-tickets";
import { selectIncident, selectIncidentRevisions, selectIncidentUpdates } from "@/db/queries/public-history";
import { publicIncidentId } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import type { OpsIncident, OpsTold } from "@/lib/schemas/ops";
import { readFreescoutUrl, ticketUrl } from "@/lib/services/operators/view";
import { projectSettled } from "@/lib/services/public/read-history";
import { loadSurfaces } from "@/lib/services/surfaces/load";

const KINDS: Record<string, OpsIncident["kind"]> = { ops: "operator", ticket: "ticket", window: "window", pin: "pin" };

/** Where an incident comes from, by its key. */
export const incidentKind = (key: string): OpsIncident["kind"] => KINDS[key.split(":")[0] ?? ""] ?? "other";

/** What an operator's form must have seen of every surface. */
export const readSeen = ({ db, registry }: Context) =>
  selectVersions(
    db,
    registry.entries.map(({ id }) => id),
  );

/** One public incident for its operators, by its public id or that of a row that is told in it; null where there is none. One D1 round trip. */
export async function readTold(ctx: Context, publicId: string): Promise<OpsTold | null> {
  const { db } = ctx;
  const id = /^inc_\d{5,15}$/.test(publicId) ? Number(publicId.slice("inc_".length)) : 0;
  const [loaded, rows, updates, revisions, held, seen] = await loadSurfaces(
    ctx,
    selectIncident(db, id),
    selectIncidentUpdates(db, id),
    selectIncidentRevisions(db, id),
    selectHeldByOperator(db, id),
    readSeen(ctx),
  );
  const [first] = rows;
  const [incident] = projectSettled(ctx, loaded, { rows, updates, revisions });
  if (!first || !incident) return null;
  const open = held.map(toRecord).filter((record) => record.open);
  const ticketId = rows.find((row) => row.freescoutTicketId !== null)?.freescoutTicketId ?? null;
  return {
    incident,
    id: Number(first.incident),
    public_id: publicIncidentId(Number(first.incident)),
    kind: incidentKind(first.incidentKey),
    freescout_ticket_id: ticketId,
    ticket_url: ticketUrl(ticketId, readFreescoutUrl(ctx)),
    revision: revisions.at(-1)?.revision ?? 0,
    severities: Object.fromEntries(open.map(({ surfaceId, severity }) => [surfaceId ?? "", severity])),
    surfaces: seen.map(({ surface_id, version }) => ({ surface_id, version: Number(version) })),
  };
}
