import { failureClaim, partnerClaim, successClaim, ticketClaim } from "./precedence";
import type { Source, State } from "./states";
import { isSuppressed, type Rule, runningWindows, type Surface, type Verdict } from "./surface";

/** How a source stands: it `decides`, is `outranked` by a worse claim, `masked` by an override or maintenance, `muted` until its next report, or `silent`. */
const STANDINGS = ["decides", "outranked", "masked", "muted", "silent"] as const;
type Standing = (typeof STANDINGS)[number];

/** One source's standing on a surface: its claim, the rule behind it, and the time of its last report. */
export type SourceStanding = {
  source: Source;
  state: State | null;
  because: Rule | null;
  reportedAt: number | null;
  standing: Standing;
};

type SourceClaim = { claim: Verdict | null; reportedAt: number | null; muted?: boolean };

/** Why a surface has its shown (not stored) state: each source that can report on it, the deciding one first. */
export function explain(surface: Surface): SourceStanding[] {
  const sourceClaims: Partial<Record<Source, SourceClaim>> = {
    manual: manualClaim(surface),
    schedule: scheduleClaim(surface),
    ...(surface.hasProbe || surface.probe.lastAt !== null ? { prober: probeSourceClaim(surface) } : {}),
    ...(surface.partner.polledAt === null && surface.partner.reading === null
      ? {}
      : { "3p_poller": partnerSourceClaim(surface) }),
    freescout: ticketSourceClaim(surface),
  };
  if (!sourceClaims[surface.source]) sourceClaims[surface.source] = { claim: null, reportedAt: null };
  return (Object.entries(sourceClaims) as [Source, SourceClaim][])
    .map(([source, sourceClaim]) => explainSource(surface, source, sourceClaim))
    .sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing));
}

function explainSource(surface: Surface, source: Source, { claim, reportedAt, muted }: SourceClaim): SourceStanding {
  if (source === surface.source)
    return { source, state: surface.state, because: surface.because, reportedAt, standing: "decides" };
  const base = { source, state: claim?.state ?? null, because: claim?.because ?? null, reportedAt };
  if (claim === null) return { ...base, standing: "silent" };
  if (muted) return { ...base, standing: "muted" };
  return { ...base, standing: isSuppressed(surface) ? "masked" : "outranked" };
}

/** An override always decides, so its claim is never shown as outranked. */
const manualClaim = ({ override, releasedAt }: Surface): SourceClaim => ({
  claim: null,
  reportedAt: override?.since ?? releasedAt,
});

function scheduleClaim(surface: Surface): SourceClaim {
  const running = runningWindows(surface);
  if (running.length === 0) return { claim: null, reportedAt: surface.awaitingSince };
  return {
    claim: { state: "MAINTENANCE", source: "schedule", because: "window_running" },
    reportedAt: Math.min(...running.map((window) => window.beginsAt)),
  };
}

const probeSourceClaim = (surface: Surface): SourceClaim => ({
  claim: failureClaim(surface) ?? successClaim(surface),
  reportedAt: surface.probe.lastAt,
});

function partnerSourceClaim(surface: Surface): SourceClaim {
  const { partner } = surface;
  return {
    claim: partnerClaim({ ...surface, partner: { ...partner, isIgnored: false } }),
    reportedAt: partner.goodAt,
    muted: partner.isIgnored,
  };
}

const ticketSourceClaim = (surface: Surface): SourceClaim => ({
  claim: ticketClaim(surface),
  reportedAt: surface.tickets.length === 0 ? null : Math.max(...surface.tickets.map((ticket) => ticket.updatedAt)),
  muted: surface.ticketsIgnored,
});
