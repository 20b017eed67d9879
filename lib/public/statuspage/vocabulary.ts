import type { Category, State, TicketSeverity } from "@/lib/engine/states";
import type { ComponentStatus, Impact, StatuspageStatus } from "@/lib/schemas/statuspage";

/** A state in Statuspage's words; that vocabulary has no "unknown", and unknown never reads as green. */
export const COMPONENT_STATUS: Record<State, ComponentStatus> = {
  OPERATIONAL: "operational",
  DEGRADED: "degraded_performance",
  PARTIAL: "partial_outage",
  DOWN: "major_outage",
  MAINTENANCE: "under_maintenance",
  UNKNOWN: "degraded_performance",
};

/**
 * The page's rollup, from the overall state (D7): the worst *owned* surface, as on the page, the badge and our own API.
 * Partners' surfaces show as components and never move it.
 */
export const OVERALL_STATUS: Record<State, StatuspageStatus> = {
  OPERATIONAL: { indicator: "none", description: "All Systems Operational" },
  UNKNOWN: { indicator: "minor", description: "Status Unknown" },
  MAINTENANCE: { indicator: "maintenance", description: "Service Under Maintenance" },
  DEGRADED: { indicator: "minor", description: "Partially Degraded Service" },
  PARTIAL: { indicator: "major", description: "Partial System Outage" },
  DOWN: { indicator: "critical", description: "Major Service Outage" },
};

/** An incident's impact by its severity. */
export const IMPACT: Record<TicketSeverity, Impact> = { degraded: "minor", partial: "major", down: "critical" };

/** The categories as groups of components, in the page's order. */
export const GROUP_NAMES: Record<Category, string> = {
  owned: "Raxx services",
  upstream_3p: "Services we rely on",
  downstream_3p: "Markets & brokerage",
};
