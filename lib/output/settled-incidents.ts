import type { IncidentStep } from "@/lib/core/engine/outcome";

/** An incident and an update as they are stored, as far as the clock changes them; times as ISO text. */
type Stored = {
  id: number;
  surfaceId: string;
  incidentKey: string;
  resolvedAt: string | null;
  publicNote: string | null;
  updatedAt: string;
};
type StoredUpdate<Severity> = {
  id?: number;
  incidentId: number;
  surfaceId: string;
  kind: "opened" | "updated" | "resolved" | "reopened";
  severity: Severity;
  publicNote: string | null;
  effectiveAt: string;
};

/**
 * Stored incidents and their updates with the ends that the clock has brought since they were stored (contract §2.9); `steps` is what it
 * did. What it has begun meanwhile has no number, and so no address, before a write stores it: the window's plan tells of it until then.
 */
export function settleIncidents<Row extends Stored & { severity: Severity }, Severity>(
  rows: readonly Row[],
  updates: readonly StoredUpdate<Severity>[],
  steps: readonly IncidentStep[],
): { rows: Row[]; updates: StoredUpdate<Severity>[] } {
  const ends = new Map(steps.flatMap((step) => (step.op === "close" ? [[step.key, step]] : [])));
  const endOf = ({ incidentKey, resolvedAt }: Stored) => (resolvedAt === null ? ends.get(incidentKey) : undefined);
  return {
    rows: rows.map((row) => {
      const end = endOf(row);
      const at = end && new Date(end.at).toISOString();
      return at ? { ...row, resolvedAt: at, publicNote: end.note, updatedAt: at } : row;
    }),
    updates: [
      ...updates,
      ...rows.flatMap((row) => {
        const end = endOf(row);
        if (!end) return [];
        const effectiveAt = new Date(end.at).toISOString();
        const { id: incidentId, surfaceId, severity } = row;
        return [{ incidentId, surfaceId, kind: "resolved" as const, severity, publicNote: end.note, effectiveAt }];
      }),
    ],
  };
}
