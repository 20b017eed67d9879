import { type AuditRow, selectAuditAt } from "@/db/queries/audit-log";
import { selectIncidentsAround, selectUpdatesAt } from "@/db/queries/incident-pages";
import { DAY_MS } from "@/lib/core/engine/periods";
import { shownSurface } from "@/lib/core/engine/settle";
import { type Rule, registerSurface, type Surface } from "@/lib/core/engine/surface";
import { publicIncidentId } from "@/lib/output/incidents";
import { publicNote } from "@/lib/output/note";
import { toPageLayout } from "@/lib/output/page-layout";
import { overallStatus, projectSurface } from "@/lib/output/surfaces";
import type { Context } from "@/lib/platform/context";
import { invalidInput } from "@/lib/platform/problems";
import { type SurfaceEntry, toFacts } from "@/lib/platform/registry";
import { LANGUAGES } from "@/lib/schemas/language";
import type { OpsPageAt } from "@/lib/schemas/ops";
import { formatIso, toIso } from "@/lib/schemas/times";

import { loadSurfaces } from "@/lib/services/surfaces/load";

const RECENT_MS = 60 * DAY_MS;

type PageAtRows = { row: AuditRow; since: string | null; seenFrom: string | null };
type UpdateRow = Awaited<ReturnType<typeof selectUpdatesAt>>[number];
type SurfaceSeen = { surface: Surface; auditId: number | null };

/** The public page at an instant, from the audit rows that readers could see by then; a surface without later rows is the stored one as of then. */
export async function readPageAt(ctx: Context, at: number): Promise<OpsPageAt> {
  if (at > ctx.now) throw invalidInput({ path: "time", message: "must not be in the future" });
  const { db } = ctx;
  const instant = { at, isRecent: ctx.now - at < RECENT_MS };
  const [surfaces, audit, incidents, words] = await loadSurfaces(
    ctx,
    selectAuditAt(db, at),
    selectIncidentsAround(db, instant),
    selectUpdatesAt(db, instant),
  );
  const rows = Map.groupBy(audit, ({ row }) => row.surfaceId);
  const views = ctx.registry.entries.map((entry) => {
    const loaded = surfaces.get(entry.id);
    const recorded = seenInLog(entry, rows.get(entry.id) ?? [], at) ?? {
      surface: registerSurface(toFacts(entry), at),
      auditId: null,
    };
    const isUnwritten =
      loaded && loaded.version !== null && loaded.surface.updatedAt <= at && recorded.auditId !== null;
    const surface = isUnwritten ? shownSurface(loaded.surface, at) : recorded.surface;
    const { last_checked_at: _, ...projected } = projectSurface(entry, surface);
    return { ...projected, recorded: recorded.auditId !== null, audit_id: recorded.auditId };
  });
  const last = new Map(words.map((update) => [update.incidentId, update]));
  return {
    time: toIso(at),
    overall_status: overallStatus(views.map((view) => ({ ...view, last_checked_at: null }))),
    surfaces: views,
    layout: toPageLayout(ctx.registry, LANGUAGES[0]),
    open_incidents: incidents.flatMap((row) => openIncident(row, last.get(row.id))),
  };
}

/** An incident as of its last update by then; null if that one resolved it. */
function openIncident(
  row: { id: number; openedAt: string },
  update: UpdateRow | undefined,
): OpsPageAt["open_incidents"] {
  if (!update || update.kind === "resolved") return [];
  return [
    {
      public_id: publicIncidentId(row.id),
      surface_id: update.surfaceId,
      severity: update.severity,
      opened_at: formatIso(row.openedAt),
      public_note: publicNote(update.publicNote),
    },
  ];
}

/** The last row that readers could see by then; rows are in order, so the first later one ends the search. */
function seenInLog(entry: SurfaceEntry, shown: readonly PageAtRows[], at: number): SurfaceSeen | null {
  const seenFrom = ({ row, seenFrom: early }: PageAtRows) => Date.parse(early ?? row.createdAt);
  const hidden = shown.findIndex((each) => seenFrom(each) > at);
  const last = (hidden === -1 ? shown : shown.slice(0, hidden)).at(-1);
  if (!last) return null;
  const { row, since } = last;
  const surface: Surface = {
    ...registerSurface(toFacts(entry), at),
    state: row.newState,
    stateSince: Date.parse(since ?? row.effectiveAt),
    source: row.stateSource,
    because: row.because as Rule,
    note: row.publicNote,
    ticketFlag: row.ticketPending,
    maintenanceUntil: row.maintenanceUntil === null ? null : Date.parse(row.maintenanceUntil),
  };
  return { surface, auditId: row.id };
}
