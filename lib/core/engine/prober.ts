import type { Step } from "./outcome";
import { failureClaim, partnerClaim, resolveStored, STREAK, successClaim, ticketClaim, worstClaim } from "./precedence";
import type { State } from "./states";
import { become, isSuppressed, type PartnerMemory, type ProbeMemory, type Surface, type Verdict } from "./surface";
import { afterMaintenance, failedAfterMaintenance } from "./windows";

/** One probe of a surface. `at` identifies it: the same instant counts once. */
export type ProbeResult = {
  at: number;
  ok: boolean;
  latencyMs: number | null;
  statusCode: number | null;
  error: string | null;
};

/** `times` is above 1 only for an outside prober's verdict, which counts as that many results. */
export type ProbeReport = { kind: "probe"; actor: string; result: ProbeResult; times: number };

/** Applies a probe result (contract §2.5); one that is not newer than the last one changes nothing. */
export function applyProbe(surface: Surface, { result, times }: ProbeReport, at: number): Step {
  if (surface.probe.lastAt !== null && result.at <= surface.probe.lastAt) return { surface };
  let next = surface;
  for (let i = 0; i < times; i++) next = countOne(next, result, at);
  return { surface: next };
}

function countOne(surface: Surface, result: ProbeResult, at: number): Surface {
  const recovered = surface.probe.recovering && result.ok && surface.probe.okStreak + 1 === STREAK;
  const seen = { ...surface, probe: remember(surface.probe, result) };
  if (seen.awaitingSince !== null && seen.override === null && result.at >= seen.awaitingSince)
    return result.ok ? afterMaintenance(seen, at) : failedAfterMaintenance(seen, at);
  if (isSuppressed(seen)) return seen;
  return result.ok ? succeed(seen, recovered, at) : fail(seen, at);
}

function remember(probe: ProbeMemory, result: ProbeResult): ProbeMemory {
  const okStreak = result.ok ? probe.okStreak + 1 : 0;
  return {
    okStreak,
    failStreak: result.ok ? 0 : probe.failStreak + 1,
    recovering: !result.ok || (probe.recovering && okStreak < STREAK),
    lastAt: result.at,
    lastOk: result.ok,
    latencyMs: result.latencyMs,
    statusCode: result.statusCode,
    error: result.error,
  };
}

function fail(surface: Surface, at: number): Surface {
  if (surface.probe.failStreak >= STREAK && surface.state !== "DOWN")
    return become(surface, { state: "DOWN", source: "prober", because: "probe_down" }, at);
  const falls = surface.state === "OPERATIONAL" || surface.state === "MAINTENANCE";
  return falls ? become(surface, { state: "DEGRADED", source: "prober", because: "probe_failed" }, at) : surface;
}

function succeed(surface: Surface, recovered: boolean, at: number): Surface {
  if (surface.tickets.length > 0) return succeedWithTicket(surface, recovered, at);
  const success = successClaim(surface);
  const waits = surface.state === "PARTIAL" || surface.state === "OPERATIONAL" || surface.state === "MAINTENANCE";
  if (success === null || waits) return surface;
  return become(surface, worstClaim(surface, [success, partnerClaim(surface)]) ?? success, at);
}

/** The 3rd ok after a failure downgrades every open ticket to `degraded`; PARTIAL stays until its ticket closes. */
function succeedWithTicket(surface: Surface, recovered: boolean, at: number): Surface {
  if (surface.state === "UNKNOWN" && surface.probe.okStreak >= STREAK && !surface.ticketsIgnored)
    return become(surface, worstClaim(surface, [ticketClaim(surface), partnerClaim(surface)]) as Verdict, at);
  if (!recovered || surface.state !== "DOWN") return surface;
  const downgraded = { ...surface, tickets: surface.tickets.map((t) => ({ ...t, downgraded: true })) };
  const recovery: Verdict = { state: "DEGRADED", source: "prober", because: "probe_recovered_ticket_open" };
  return become(downgraded, worstClaim(downgraded, [recovery, partnerClaim(downgraded)]) ?? recovery, at);
}

/** Polls in a row that must fail before a partner reads UNKNOWN. */
const FAILED_POLLS = 3;

/** A partner's own status; null is a failed poll. `polledAt` identifies the poll: the same one counts once. */
export type PartnerReport = {
  kind: "partner";
  actor: string;
  reading: Exclude<State, "UNKNOWN"> | null;
  polledAt?: number;
};

/** Applies a reading: the state is the worst of it and the open tickets (contract §2.7). */
export function applyPartner(surface: Surface, report: PartnerReport, at: number): Step {
  const polledAt = report.polledAt ?? surface.partner.polledAt;
  if (report.polledAt !== undefined && report.polledAt <= (surface.partner.polledAt ?? 0)) return { surface };
  const received = { ...surface, partner: { ...hear(surface.partner, report.reading, at), polledAt } };
  const silent = report.reading === null && received.partner.failedPolls < FAILED_POLLS;
  return { surface: silent || isSuppressed(received) ? received : resolvePartner(received, at) };
}

function hear(partner: PartnerMemory, reading: PartnerReport["reading"], at: number): PartnerMemory {
  if (reading !== null) return { ...partner, reading, goodAt: at, failedPolls: 0, isIgnored: false };
  const failedPolls = partner.failedPolls + 1;
  return failedPolls < FAILED_POLLS
    ? { ...partner, failedPolls }
    : { ...partner, failedPolls, reading: "UNKNOWN", isIgnored: false };
}

/** The worst of the reading, the tickets that count, and the probe where there is one; a missing reading makes nothing green. */
function resolvePartner(surface: Surface, at: number): Surface {
  const claim = worstClaim(surface, [
    partnerClaim(surface),
    surface.ticketsIgnored ? null : ticketClaim(surface),
    failureClaim(surface),
    surface.partner.failedPolls === 0 ? successClaim(surface) : null,
  ]);
  return claim ? become(surface, claim, at) : surface;
}

/** The last good reading, or the operator's clearing of it, is too old: the partner reads UNKNOWN, unless a ticket or override decides. */
export function expireReading(surface: Surface, at: number): Step {
  const reading = surface.hasProbe ? null : ("UNKNOWN" as const);
  const next = { ...surface, partner: { ...surface.partner, reading, isIgnored: false } };
  if (isSuppressed(next)) return { surface: next };
  if (surface.hasProbe)
    return { surface: surface.source === "3p_poller" ? become(next, resolveStored(next), at) : next };
  return { surface: resolvePartner(next, at) };
}
