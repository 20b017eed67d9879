import type { Severity } from "@/lib/engine/states";

/** One public word on an incident, as it was shown; times in epoch milliseconds. */
export type IncidentWord = {
  at: number;
  kind: "opened" | "updated" | "resolved" | "reopened";
  severity: Severity;
  note: string | null;
};

/** An incident as the world may see it, open or resolved, its words in order of time. */
export type Incident = {
  id: string;
  surfaceId: string;
  surfaceName: string;
  severity: Severity;
  openedAt: number;
  resolvedAt: number | null;
  note: string | null;
  words: readonly IncidentWord[];
};

/** A maintenance window as the world may see it, whatever became of it. */
export type MaintenanceWindow = {
  id: string;
  surfaceIds: readonly string[];
  surfaceNames: readonly string[];
  startsAt: number;
  endsAt: number;
  note: string | null;
  phase: "scheduled" | "running" | "ended" | "cancelled";
};
