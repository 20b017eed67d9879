import { partnerClaim, STREAK, successClaim, ticketClaim, worstClaim } from "./claims";
import type { Step } from "./outcome";
import { become, isMasked, type ProbeMemory, type Surface, type Verdict } from "./surface";
import { afterMaintenance, failedAfterMaintenance } from "./windows";

/** One look at a surface. `at` identifies it: the same instant counts once. */
export type ProbeResult = {
  at: number;
  ok: boolean;
  latencyMs: number | null;
  statusCode: number | null;
  error: string | null;
};

/** `times` is above 1 only for an outside prober's verdict, which stands for that many results. */
export type ProbeReport = { kind: "probe"; actor: string; result: ProbeResult; times: number };

/** Applies a probe result (§4c); one that is not newer than the newest known changes nothing. */
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
  if (isMasked(seen)) return seen;
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

/** The 3rd ok after a failure softens every open ticket to `degraded`; PARTIAL waits for its ticket. */
function succeedWithTicket(surface: Surface, recovered: boolean, at: number): Surface {
  if (surface.state === "UNKNOWN" && surface.probe.okStreak >= STREAK && !surface.ticketsMuted)
    return become(surface, worstClaim(surface, [ticketClaim(surface), partnerClaim(surface)]) as Verdict, at);
  if (!recovered || surface.state !== "DOWN") return surface;
  const softened = { ...surface, tickets: surface.tickets.map((t) => ({ ...t, softened: true })) };
  const recovery: Verdict = { state: "DEGRADED", source: "prober", because: "probe_recovered_ticket_open" };
  return become(softened, worstClaim(softened, [recovery, partnerClaim(softened)]) ?? recovery, at);
}
