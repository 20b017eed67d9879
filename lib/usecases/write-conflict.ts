import { AppError } from "@/lib/errors";
import type { OpsAuditRow } from "@/lib/schemas/ops";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import type { OperatorBoard } from "./operator-board";
import { viewAuditRow } from "./ops-audit-row";

/** What was written since the operator looked, newest first; empty when they saw everything. */
export type Meanwhile = { changed: boolean; rows: OpsAuditRow[] };

/**
 * Whether an operator saw what they are about to change: the newest audit row of each surface, the window's sequence, the
 * incident's last update. Probes and polls that change nothing readers see are no news.
 */
export function whatChangedSince(board: OperatorBoard, write: OpsWrite): Meanwhile {
  if (write.action === "edit_window" || write.action === "end_window")
    return { changed: board.window !== null && board.window.sequence !== write.sequence, rows: [] };
  if (write.action === "correct_incident")
    return { changed: board.incident !== null && Date.parse(board.incident.updatedAt) !== write.updated_at, rows: [] };
  if (write.action === "plan_window") return { changed: false, rows: [] };
  const rows = write.surfaces.flatMap(({ surface_id, version }) =>
    (board.audit.get(surface_id) ?? []).filter((row) => row.id > version).map(viewAuditRow),
  );
  return { changed: rows.length > 0, rows };
}

/** Refuses a write of somebody who did not see what another did (409), and shows it to them. */
export function requireUpToDate(board: OperatorBoard, write: OpsWrite): void {
  const { changed, rows } = whatChangedSince(board, write);
  if (changed) throw new AppError("changed_meanwhile", undefined, undefined, { meanwhile: rows });
}
