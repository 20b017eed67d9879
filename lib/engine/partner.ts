import { failureClaim, partnerClaim, resolveStored, successClaim, ticketClaim, worstClaim } from "./claims";
import type { Step } from "./outcome";
import type { State } from "./states";
import { become, isMasked, type PartnerMemory, type Surface } from "./surface";

/** Polls in a row that must fail before a partner reads UNKNOWN. */
const FAILED_POLLS = 3;

/** A partner's own status; null is a failed poll. `polledAt` identifies the poll: the same one counts once. */
export type PartnerReport = {
  kind: "partner";
  actor: string;
  reading: Exclude<State, "UNKNOWN"> | null;
  polledAt?: number;
};

/** Applies a reading: the state is the worst of it and the open tickets (spec README, "Partner poller"). */
export function applyPartner(surface: Surface, report: PartnerReport, at: number): Step {
  const polledAt = report.polledAt ?? surface.partner.polledAt;
  if (report.polledAt !== undefined && report.polledAt <= (surface.partner.polledAt ?? 0)) return { surface };
  const heard = { ...surface, partner: { ...hear(surface.partner, report.reading, at), polledAt } };
  const silent = report.reading === null && heard.partner.failedPolls < FAILED_POLLS;
  return { surface: silent || isMasked(heard) ? heard : resolvePartner(heard, at) };
}

function hear(partner: PartnerMemory, reading: PartnerReport["reading"], at: number): PartnerMemory {
  if (reading !== null) return { ...partner, reading, goodAt: at, failedPolls: 0, muted: false };
  const failedPolls = partner.failedPolls + 1;
  return failedPolls < FAILED_POLLS
    ? { ...partner, failedPolls }
    : { ...partner, failedPolls, reading: "UNKNOWN", muted: false };
}

/** Worst of reading, tickets that take part, and the probe where there is one; silence makes nothing green. */
function resolvePartner(surface: Surface, at: number): Surface {
  const claim = worstClaim(surface, [
    partnerClaim(surface),
    surface.ticketsMuted ? null : ticketClaim(surface),
    failureClaim(surface),
    surface.partner.failedPolls === 0 ? successClaim(surface) : null,
  ]);
  return claim ? become(surface, claim, at) : surface;
}

/** The last good reading is over age, or the operator's release of it is: it reads UNKNOWN, unless a ticket or pin decides. */
export function expireReading(surface: Surface, at: number): Step {
  const reading = surface.hasProbe ? null : ("UNKNOWN" as const);
  const next = { ...surface, partner: { ...surface.partner, reading, muted: false } };
  if (isMasked(next)) return { surface: next };
  if (surface.hasProbe)
    return { surface: surface.source === "3p_poller" ? become(next, resolveStored(next), at) : next };
  return { surface: resolvePartner(next, at) };
}
