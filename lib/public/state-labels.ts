import { type Severity, type State, stateOfSeverity } from "@/lib/engine/states";

/** The public labels of §4a, in the language that feeds, badges and foreign dialects speak. */
export const STATE_LABELS: Record<State, string> = {
  OPERATIONAL: "Operational",
  DEGRADED: "Degraded performance",
  PARTIAL: "Partial outage",
  DOWN: "Service disruption",
  MAINTENANCE: "Scheduled maintenance",
  UNKNOWN: "Status unknown",
};

export const severityLabel = (severity: Severity): string => STATE_LABELS[stateOfSeverity(severity)];
