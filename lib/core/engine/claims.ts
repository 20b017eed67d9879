import { STATES, type State, worstState } from "./states";
import type { Surface, Verdict } from "./surface";

/** How many results in a row decide (contract §2.5). */
export const STREAK = 3;

/** What the open tickets ask for: the worst one counting, and DOWN while the probe has failed 3 times (contract §3.5). */
export function ticketClaim(surface: Surface): Verdict | null {
  if (surface.tickets.length === 0) return null;
  const claimed = surface.tickets.map((t): State => (t.downgraded ? "DEGRADED" : (t.severity.toUpperCase() as State)));
  const state = surface.probe.failStreak >= STREAK ? "DOWN" : worstState(claimed);
  return { state, source: "freescout", because: "ticket_open" };
}

/** What the partner's last reading asks for; a silent partner claims nothing where a probe looks too. */
export function partnerClaim(surface: Surface): Verdict | null {
  const { reading, ignoredUntilNextReport: muted } = surface.partner;
  if (reading === null || muted || (reading === "UNKNOWN" && surface.hasProbe)) return null;
  return {
    state: reading,
    source: "3p_poller",
    because: reading === "UNKNOWN" ? "partner_silent" : "partner_reading",
  };
}

/** What a failing probe asks for: DOWN from the 3rd failure in a row, DEGRADED before. */
export function failureClaim(surface: Surface): Verdict | null {
  const { failStreak } = surface.probe;
  if (failStreak === 0) return null;
  return failStreak >= STREAK
    ? { state: "DOWN", source: "prober", because: "probe_down" }
    : { state: "DEGRADED", source: "prober", because: "probe_failed" };
}

/** What a healthy probe asks for, once 3 or more succeeded in a row. */
export function successClaim(surface: Surface): Verdict | null {
  return surface.probe.okStreak >= STREAK
    ? { state: "OPERATIONAL", source: "prober", because: "probe_recovered" }
    : null;
}

/** The worst claim; among equals the source that decided before keeps deciding, else the first named. */
export function worstClaim(surface: Surface, claims: readonly (Verdict | null)[]): Verdict | null {
  const made = claims.filter((claim) => claim !== null);
  const state = STATES.find((s) => made.some((claim) => claim.state === s));
  const winners = made.filter((claim) => claim.state === state);
  return winners.find((claim) => claim.source === surface.source) ?? winners[0] ?? null;
}

/** The state by failure streak, partner reading, tickets, ok streak, else UNKNOWN; a running window, which outranks these, is the caller's to check. */
export function resolveStored(surface: Surface): Verdict {
  const claims = [failureClaim(surface), partnerClaim(surface), ticketClaim(surface), successClaim(surface)];
  return worstClaim(surface, claims) ?? { state: "UNKNOWN", source: "prober", because: "pin_ended" };
}
