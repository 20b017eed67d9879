import { type AuditRow, selectVersions, selectWritesSince } from "@/db/queries/audit-log";
import { selectWindow, type WindowRow } from "@/db/queries/maintenance-windows";
import { type ActionRow, selectAction, selectLastActionOn } from "@/db/queries/operator-actions";
import { type IncidentWithTable, selectIncident } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import { formatIso } from "@/lib/schemas/times";
import { type LoadedState, loadWithRows } from "@/lib/services/surfaces/load";
import { viewAuditRow } from "./view";

/** What one operator's write is decided on, and what others have written since its operator looked. */
export type OperatorState = LoadedState & {
  /** What others have written on the write's surfaces since each was seen, newest first. */
  writes: readonly AuditRow[];
  /** The version of each of the write's surfaces as it is now. */
  versions: readonly { surface_id: string; version: number }[];
  /** The incident behind each open ticket. */
  incidentKeys: ReadonlyMap<string, string | null>;
  window: WindowRow | null;
  incident: IncidentWithTable | null;
  /** The last action that changed the window or the incident. */
  lastAction: ActionRow | null;
  /** The stored result of the same request, if it ran before. */
  done: ActionRow | null;
};

const ROWS = 20;

/** Loads it in one round trip. */
export async function loadForWrite(ctx: Context, write: OpsWrite, actor: string): Promise<OperatorState> {
  const { db } = ctx;
  const windowId = "window_id" in write ? write.window_id : undefined;
  const incidentId = "incident_id" in write ? write.incident_id : undefined;
  const seen = "surfaces" in write ? write.surfaces : [];
  const { surfaces, tickets, rest } = await loadWithRows(
    ctx,
    selectWritesSince(db, seen, { besides: actor, limit: ROWS }),
    selectVersions(
      db,
      seen.map(({ surface_id }) => surface_id),
    ),
    selectWindow(db, windowId ?? ""),
    selectIncident(db, incidentId ?? 0),
    selectLastActionOn(db, { windowId, incidentId }),
    selectAction(db, write.request_id ?? ""),
  );
  const [writes, versions, [window = null], [incident = null], [lastAction = null], [done = null]] = rest;
  return {
    surfaces,
    ticket: null,
    writes: writes.map(({ row }) => row),
    versions,
    incidentKeys: new Map(tickets.map((ticket) => [ticket.ticketKey, ticket.incidentKey])),
    window,
    incident,
    lastAction,
    done,
  };
}

/** Refuses a request id that another action has used (409): its stored result would be the answer to another request. */
export function requireSameAction([stored]: readonly Pick<ActionRow, "action">[], action: string): void {
  if (stored && stored.action !== action) throw new AppError("request_id_used");
}

/** What another operator has written since the operator of a write looked; empty when there is nothing. */
type ChangesSince = { changed: boolean; rows: OpsPreview["meanwhile"] };

/**
 * Whether another operator has changed what a write is about: its surfaces, its window or its incident. What probes, partners
 * and tickets do meanwhile is no conflict, nor is the operator's own write; a version that has never been is one.
 */
export function whatChangedSince(loaded: OperatorState, write: OpsWrite, actor: string): ChangesSince {
  const { window, incident, lastAction, writes, versions } = loaded;
  const isOthers = lastAction !== null && lastAction.actor !== actor;
  switch (write.action) {
    case "edit_window":
    case "end_window":
      return {
        changed:
          window !== null &&
          (write.sequence > window.sequence || (write.sequence < window.sequence && lastAction?.actor !== actor)),
        rows: [],
      };
    case "correct_incident": {
      const updatedAt = incident && Date.parse(incident.updatedAt);
      if (updatedAt !== null && write.updated_at > updatedAt) return { changed: true, rows: [] };
      const isNewer = updatedAt !== null && updatedAt > write.updated_at;
      const isCorrected = isOthers && Date.parse(formatIso(lastAction.createdAt)) > write.updated_at;
      return { changed: isNewer && isCorrected, rows: [] };
    }
    case "plan_window":
      return { changed: false, rows: [] };
    default: {
      const isUnseen = versions.some(({ surface_id, version }) =>
        write.surfaces.some((seen) => seen.surface_id === surface_id && seen.version > version),
      );
      return { changed: isUnseen || writes.length > 0, rows: writes.map(viewAuditRow) };
    }
  }
}

/** Refuses a write whose operator had not seen another operator's change (409), and returns that change. */
export function requireUpToDate(loaded: OperatorState, write: OpsWrite, actor: string): void {
  const { changed, rows } = whatChangedSince(loaded, write, actor);
  if (changed) throw new AppError("changed_meanwhile", undefined, undefined, { meanwhile: rows });
}
