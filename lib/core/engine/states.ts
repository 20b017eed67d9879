/** All states, worst first: the one ranking, for claims and for `overall_status`. Overrides and maintenance windows are not ranked: they take precedence. */
export const STATES = ["DOWN", "PARTIAL", "DEGRADED", "MAINTENANCE", "UNKNOWN", "OPERATIONAL"] as const;
export type State = (typeof STATES)[number];

/** The sources of reports (contract §2.1). */
export const SOURCES = ["prober", "freescout", "3p_poller", "manual", "schedule"] as const;
export type Source = (typeof SOURCES)[number];

export const CATEGORIES = ["owned", "upstream_3p", "downstream_3p"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Incident severities, worst first; each is a state's name in lower case (contract §2.9). */
export const SEVERITIES = ["down", "partial", "degraded", "maintenance"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a ticket can claim (contract §3.1). */
export const TICKET_SEVERITIES = ["down", "partial", "degraded"] as const;
export type TicketSeverity = (typeof TICKET_SEVERITIES)[number];

/** The worst of some states; UNKNOWN when there are none, never green by default. */
export function worstState(states: readonly State[]): State {
  return STATES.find((state) => states.includes(state)) ?? "UNKNOWN";
}

/** The state that belongs to an incident's severity. */
export function stateOfSeverity(severity: Severity): State {
  return severity.toUpperCase() as State;
}

/** The severity of an incident in this state, or null where a state is no incident (OPERATIONAL, UNKNOWN). */
export function severityOfState(state: State): Severity | null {
  return SEVERITIES.find((severity) => stateOfSeverity(severity) === state) ?? null;
}

/** The worse of two severities. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b;
}

/** What an update says of the work on an incident; words for readers, which decide nothing (contract §3.9). */
export const PHASES = ["investigating", "identified", "monitoring", "resolved"] as const;
export type Phase = (typeof PHASES)[number];
