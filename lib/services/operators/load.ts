import { type AuditRow, selectLatestAudit } from "@/db/queries/audit-log";
import { selectWindow, type WindowRow } from "@/db/queries/maintenance-windows";
import { type ActionRow, selectAction } from "@/db/queries/operator-actions";
import { type IncidentWithTable, selectIncident } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import type { OpsAuditRow } from "@/lib/schemas/ops";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import { type LoadedState, loadWithRows } from "@/lib/services/surfaces/load";
import { viewAuditRow } from "./view";

/** What one operator's write is decided on, and the latest changes, to check whether the operator had seen them. */
export type OperatorState = LoadedState & {
  /** The newest audit rows of the surfaces in the write, newest first. */
  audit: ReadonlyMap<string, readonly AuditRow[]>;
  /** The incident behind each open ticket. */
  incidentKeys: ReadonlyMap<string, string | null>;
  window: WindowRow | null;
  incident: IncidentWithTable | null;
  /** The stored result of the same request, if it ran before. */
  done: ActionRow | null;
};

const ROWS = 20;

/** Loads it in one round trip. */
export async function loadForWrite(ctx: Context, write: OpsWrite): Promise<OperatorState> {
  const { db } = ctx;
  const ids = "surfaces" in write ? write.surfaces.map((seen) => seen.surface_id) : [];
  const { surfaces, tickets, rest } = await loadWithRows(
    ctx,
    selectLatestAudit(db, ROWS, ids),
    selectWindow(db, "window_id" in write ? write.window_id : ""),
    selectIncident(db, "incident_id" in write ? write.incident_id : 0),
    selectAction(db, write.request_id ?? ""),
  );
  const [audit, [window = null], [incident = null], [done = null]] = rest;
  return {
    surfaces,
    ticket: null,
    audit: Map.groupBy(
      audit.map(({ row }) => row),
      (row) => row.surfaceId,
    ),
    incidentKeys: new Map(tickets.map((ticket) => [ticket.ticketKey, ticket.incidentKey])),
    window,
    incident,
    done,
  };
}

/** Refuses a request id that another action has used (409): its stored result would answer a question that nobody asked. */
export function requireSameAction([stored]: readonly Pick<ActionRow, "action">[], action: string): void {
  if (stored && stored.action !== action) throw new AppError("request_id_used");
}

/** Changes since the operator loaded the page, newest first; empty when there are none. */
type ChangesSince = { changed: boolean; rows: OpsAuditRow[] };

/** Whether what an operator is about to change has changed since: a surface's audit rows, a window's sequence, an incident's last update. */
export function whatChangedSince(loaded: OperatorState, write: OpsWrite): ChangesSince {
  if (write.action === "edit_window" || write.action === "end_window")
    return { changed: loaded.window !== null && loaded.window.sequence !== write.sequence, rows: [] };
  if (write.action === "correct_incident")
    return {
      changed: loaded.incident !== null && Date.parse(loaded.incident.updatedAt) !== write.updated_at,
      rows: [],
    };
  if (write.action === "plan_window") return { changed: false, rows: [] };
  const rows = write.surfaces.flatMap(({ surface_id, version }) =>
    (loaded.audit.get(surface_id) ?? []).filter((row) => row.id > version).map(viewAuditRow),
  );
  return { changed: rows.length > 0, rows };
}

/** Refuses a write whose operator had not seen another change (409), and returns that change. */
export function requireUpToDate(loaded: OperatorState, write: OpsWrite): void {
  const { changed, rows } = whatChangedSince(loaded, write);
  if (changed) throw new AppError("changed_meanwhile", undefined, undefined, { meanwhile: rows });
}
