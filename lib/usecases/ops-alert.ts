import type { AlertRow } from "@/db/queries/ops-alerts";
import type { OpsAlert } from "@/lib/schemas/ops";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";

const timeOrNull = (text: string | null): string | null => toIsoOrNull(text === null ? null : Date.parse(text));

/** An alert as operators see it. */
export const viewAlert = (row: AlertRow): OpsAlert => ({
  id: row.id,
  key: row.alertKey,
  severity: row.severity,
  title: row.title,
  opened_at: toIso(Date.parse(row.openedAt)),
  updated_at: toIso(Date.parse(row.updatedAt)),
  closed_at: timeOrNull(row.closedAt),
  acknowledged_at: timeOrNull(row.acknowledgedAt),
  acknowledged_by: row.acknowledgedBy,
});
