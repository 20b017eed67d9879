import { type Phase, type Severity, type State, stateOfSeverity } from "@/lib/core/engine/states";
import { stripControls } from "@/lib/core/note-policy/plain-text";

/** The public labels of the states (contract §1.2), in English, the language of feeds, badges and the Statuspage API. */
export const STATE_LABELS: Record<State, string> = {
  OPERATIONAL: "Operational",
  DEGRADED: "Degraded performance",
  PARTIAL: "Partial outage",
  DOWN: "Service disruption",
  MAINTENANCE: "Scheduled maintenance",
  UNKNOWN: "Status unknown",
};

/** Phases in words. */
export const PHASE_LABELS: Record<Phase, string> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

export const severityLabel = (severity: Severity): string => STATE_LABELS[stateOfSeverity(severity)];

/** A text without the characters that XML 1.0 forbids: controls, lone surrogates, U+FFFE, U+FFFF. */
export const cleanText = (text: string): string => stripControls(text).replace(/[\ufffe\uffff]/g, "");

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text escaped as HTML. */
export const escapeHtml = (text: string): string => cleanText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
