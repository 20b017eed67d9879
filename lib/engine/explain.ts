import { failureClaim, partnerClaim, successClaim, ticketClaim } from "./claims";
import type { Source, State } from "./states";
import { isMasked, type Rule, runningWindows, type Surface, type Verdict } from "./surface";

/** It `decides`; is `outranked` by a worse claim, `masked` by an override or maintenance, `muted` since an operator cleared it, or claims nothing: `silent`. */
const STANDINGS = ["decides", "outranked", "masked", "muted", "silent"] as const;
type Standing = (typeof STANDINGS)[number];

/** One source as it stands on a surface: what it asks for, by which rule, and when it last spoke. */
export type SourceStanding = {
  source: Source;
  state: State | null;
  because: Rule | null;
  reportedAt: number | null;
  standing: Standing;
};

type Word = { claim: Verdict | null; reportedAt: number | null; muted?: boolean };

/** Why a surface is what it is: each source that can speak of it, the one that decides first. Of the shown surface, not the stored. */
export function explain(surface: Surface): SourceStanding[] {
  const words: Partial<Record<Source, Word>> = {
    manual: manualWord(surface),
    schedule: scheduleWord(surface),
    ...(surface.hasProbe ? { prober: probeWord(surface) } : {}),
    ...(surface.partner.polledAt === null && surface.partner.reading === null
      ? {}
      : { "3p_poller": partnerWord(surface) }),
    freescout: ticketWord(surface),
  };
  if (!words[surface.source]) words[surface.source] = { claim: null, reportedAt: null };
  return (Object.entries(words) as [Source, Word][])
    .map(([source, word]) => standingOf(surface, source, word))
    .sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing));
}

function standingOf(surface: Surface, source: Source, { claim, reportedAt, muted }: Word): SourceStanding {
  if (source === surface.source)
    return { source, state: surface.state, because: surface.because, reportedAt, standing: "decides" };
  const asks = { source, state: claim?.state ?? null, because: claim?.because ?? null, reportedAt };
  if (claim === null) return { ...asks, standing: "silent" };
  if (muted) return { ...asks, standing: "muted" };
  return { ...asks, standing: isMasked(surface) ? "masked" : "outranked" };
}

/** An override always decides, so its claim is never shown as outranked. */
const manualWord = ({ override, releasedAt }: Surface): Word => ({
  claim: null,
  reportedAt: override?.since ?? releasedAt,
});

function scheduleWord(surface: Surface): Word {
  const running = runningWindows(surface);
  if (running.length === 0) return { claim: null, reportedAt: surface.awaitingSince };
  return {
    claim: { state: "MAINTENANCE", source: "schedule", because: "window_running" },
    reportedAt: Math.min(...running.map((window) => window.beginsAt)),
  };
}

const probeWord = (surface: Surface): Word => ({
  claim: failureClaim(surface) ?? successClaim(surface),
  reportedAt: surface.probe.lastAt,
});

function partnerWord(surface: Surface): Word {
  const { partner } = surface;
  return {
    claim: partnerClaim({ ...surface, partner: { ...partner, muted: false } }),
    reportedAt: partner.goodAt,
    muted: partner.muted,
  };
}

const ticketWord = (surface: Surface): Word => ({
  claim: ticketClaim(surface),
  reportedAt: surface.tickets.length === 0 ? null : Math.max(...surface.tickets.map((ticket) => ticket.updatedAt)),
  muted: surface.ticketsMuted,
});
