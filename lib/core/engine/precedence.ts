import { STATES, type State, worstState } from "./states";
import type { Surface, Verdict } from "./surface";

/** How many equal results in a row decide (contract §2.5). */
export const STREAK = 3;

/** The open tickets' claim: the worst one that counts, and DOWN while the probe has failed 3 times (contract §3.5). */
export function ticketClaim(surface: Surface): Verdict | null {
  if (surface.tickets.length === 0) return null;
  const claimed = surface.tickets.map((t): State => (t.downgraded ? "DEGRADED" : (t.severity.toUpperCase() as State)));
  const state = surface.probe.failStreak >= STREAK ? "DOWN" : worstState(claimed);
  return { state, source: "freescout", because: "ticket_open" };
}

/** The claim of the partner's last reading; where a surface is also probed, a partner without a good reading claims nothing. */
export function partnerClaim(surface: Surface): Verdict | null {
  const { reading, isIgnored: muted } = surface.partner;
  if (reading === null || muted || (reading === "UNKNOWN" && surface.hasProbe)) return null;
  return {
    state: reading,
    source: "3p_poller",
    because: reading === "UNKNOWN" ? "partner_silent" : "partner_reading",
  };
}

/** A failing probe's claim: DOWN from the 3rd failure in a row, DEGRADED before. */
export function failureClaim(surface: Surface): Verdict | null {
  const { failStreak } = surface.probe;
  if (failStreak === 0) return null;
  return failStreak >= STREAK
    ? { state: "DOWN", source: "prober", because: "probe_down" }
    : { state: "DEGRADED", source: "prober", because: "probe_failed" };
}

/** A healthy probe's claim, from the 3rd success in a row. */
export function successClaim(surface: Surface): Verdict | null {
  return surface.probe.okStreak >= STREAK
    ? { state: "OPERATIONAL", source: "prober", because: "probe_recovered" }
    : null;
}

/** The worst claim; among equal ones that of the source that decided before, else the first. */
export function worstClaim(surface: Surface, claims: readonly (Verdict | null)[]): Verdict | null {
  const made = claims.filter((claim) => claim !== null);
  const state = STATES.find((s) => made.some((claim) => claim.state === s));
  const winners = made.filter((claim) => claim.state === state);
  return winners.find((claim) => claim.source === surface.source) ?? winners[0] ?? null;
}

/** The state by failure streak, partner reading, tickets, ok streak, else UNKNOWN. Callers first check for a running window, which outranks these. */
export function resolveStored(surface: Surface): Verdict {
  const claims = [failureClaim(surface), partnerClaim(surface), ticketClaim(surface), successClaim(surface)];
  return worstClaim(surface, claims) ?? { state: "UNKNOWN", source: "prober", because: "pin_ended" };
}
