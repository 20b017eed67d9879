import {
  type IncidentCursor,
  type IncidentFilter,
  selectIncidentPage,
  selectRemarksOfPage,
  selectUpdatesOfPage,
} from "@/db/queries/incident-pages";
import { publicIncidentId } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import type { OpsIncident, OpsIncidents } from "@/lib/schemas/ops";
import type { IncidentsQuery } from "@/lib/schemas/ops-write";
import { formatIso, isoOrNull } from "@/lib/schemas/times";
import { readFreescoutUrl, ticketUrl } from "@/lib/services/operators/view";
import { incidentKind } from "./read";

const PAGE = 50;

/** Incidents, open, resolved and archived, newest first, each with its updates and what the note policy left out. One D1 round trip. */
export async function readIncidents(ctx: Context, query: IncidentsQuery): Promise<OpsIncidents> {
  const { db } = ctx;
  const limit = query.limit ?? PAGE;
  const filter: IncidentFilter = {
    surfaceId: query.surface,
    isOpen: query.open === undefined ? undefined : query.open === "1",
    opened: query.month === undefined ? undefined : toMonth(query.month),
    search: query.q === undefined ? undefined : toSearch(ctx, query.q),
    before: query.before === undefined ? undefined : toCursor(query.before),
    limit: limit + 1,
  };
  const [selected, updates, remarks] = await db.batch([
    selectIncidentPage(db, filter),
    selectUpdatesOfPage(db, filter),
    selectRemarksOfPage(db, filter),
  ]);
  const freescoutUrl = readFreescoutUrl(ctx);
  const rows = selected.slice(0, limit);
  const incidents = rows.map((row) => ({
    ...viewIncident(row, freescoutUrl),
    words: updates.filter((update) => update.incidentId === row.id).map(viewUpdate),
    left_out: remarks
      .filter((remark) => remark.incidentId === row.id)
      .map(({ at, note }) => ({ at: formatIso(at), remark: note?.split("; ").at(-1) ?? "" })),
  }));
  const last = rows.at(-1);
  return { incidents, next: selected.length > limit && last ? `${last.openedAt},${last.id}` : null };
}

function toMonth(month: string): IncidentFilter["opened"] {
  const [year = 0, index = 0] = month.split("-").map(Number);
  return { from: month, to: new Date(Date.UTC(year, index)).toISOString().slice(0, 7) };
}

function toSearch({ registry }: Context, q: string): IncidentFilter["search"] {
  const text = q.trim().toLowerCase();
  const named = registry.entries.filter((entry) => `${entry.id} ${entry.display_name}`.toLowerCase().includes(text));
  return { text, surfaceIds: named.map(({ id }) => id) };
}

function toCursor(text: string): IncidentCursor {
  const [openedAt = "", id = ""] = text.split(",");
  return { openedAt, id: Number(id) };
}

type Row = Awaited<ReturnType<typeof selectIncidentPage>>[number];
type UpdateRow = Awaited<ReturnType<typeof selectUpdatesOfPage>>[number];

const viewIncident = (row: Row, freescoutUrl: string | null): Omit<OpsIncident, "words" | "left_out"> => ({
  id: row.id,
  public_id: publicIncidentId(row.id),
  kind: incidentKind(row.incidentKey),
  surface_id: row.surfaceId,
  severity: row.severity,
  opened_at: formatIso(row.openedAt),
  resolved_at: isoOrNull(row.resolvedAt),
  public_note: row.publicNote,
  freescout_ticket_id: row.freescoutTicketId,
  ticket_url: ticketUrl(row.freescoutTicketId, freescoutUrl),
  archived: Number(row.archived) === 1,
  updated_at: formatIso(row.updatedAt),
});

const viewUpdate = (update: UpdateRow): OpsIncident["words"][number] => ({
  kind: update.kind,
  severity: update.severity,
  public_note: update.publicNote,
  effective_at: formatIso(update.effectiveAt),
});
