import type { AuditRow } from "@/db/queries/audit-log";
import { RULES, type Rule } from "@/lib/engine/surface";
import type { OpsAuditRow } from "@/lib/schemas/ops";
import { toIso } from "@/lib/schemas/times";

const time = (text: string): string => toIso(Date.parse(text));

/** A row of the log as operators read it. */
export const viewAuditRow = (row: AuditRow): OpsAuditRow => ({
  id: row.id,
  surface_id: row.surfaceId,
  actor: row.actor,
  source: row.source,
  previous_state: row.previousState,
  new_state: row.newState,
  because: RULES[row.because as Rule] ?? row.because,
  note: row.note,
  public_note: row.publicNote,
  ticket_pending: row.ticketPending,
  maintenance_until: row.maintenanceUntil === null ? null : time(row.maintenanceUntil),
  effective_at: time(row.effectiveAt),
  written_at: time(row.createdAt),
});
