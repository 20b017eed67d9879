import { type Cause, type Outcome, record, type Step, unchanged } from "./outcome";
import { endPinnedMaintenance, expireOverride } from "./override";
import { partnerClaim, ticketClaim, worstClaim } from "./precedence";
import { expireReading } from "./prober";
import { become, isSuppressed, noteWithoutOverride, runningWindows, type Surface } from "./surface";
import { endWindows, startWindow } from "./windows";

/** The longest gap between probes that a write tolerates; a read tolerates 30 s more, the time that a tick may take. */
const GAP_MS = 90_000;
export const READ_GAP_MS = 120_000;
/** How long the results of an outside prober hold on a surface that the platform does not probe itself. */
const OUTSIDE_GAP_MS = 300_000;

/** A change that is due to the clock alone. It is due once `now` reaches `from`; it takes effect at `at`. */
type Due = {
  at: number;
  from: number;
  seenFrom: number;
  cause: Omit<Cause, "at">;
  fire: (surface: Surface, at: number) => Step;
};

const SCHEDULE = { actor: "schedule", source: "schedule" } as const;
const PROBER = { actor: "prober", source: "prober" } as const;

/** Settles a surface: applies the changes that are due to the clock alone up to `now`, each at its own effective time, in order. */
export function settle(surface: Surface, now: number, gapMs = GAP_MS): Outcome {
  let outcome = unchanged(surface);
  let at = surface.updatedAt;
  for (let due = nextDue(surface, gapMs); due && due.from <= now; due = nextDue(outcome.surface, gapMs)) {
    at = Math.max(due.at, at);
    const cause = { ...due.cause, at, seenFrom: Math.max(due.seenFrom, at) };
    outcome = record(outcome, due.fire(outcome.surface, at), cause);
  }
  return outcome;
}

/** What readers see of a stored surface at `now`; nothing is stored. */
export function shownSurface(surface: Surface, now: number): Surface {
  return settle(surface, now, READ_GAP_MS).surface;
}

/** When the clock will next change what is shown, or null; no cached response may outlive it. */
export function nextChangeAt(surface: Surface, gapMs = READ_GAP_MS): number | null {
  return nextDue(surface, gapMs)?.from ?? null;
}

function nextDue(surface: Surface, gapMs: number): Due | null {
  const dues = [...windowDues(surface), ...overrideDues(surface), ...silenceDues(surface, gapMs)];
  return dues.reduce<Due | null>((first, due) => (first && first.from <= due.from ? first : due), null);
}

/** Starts come before ends, so that adjacent windows leave no gap between them. */
function windowDues(surface: Surface): Due[] {
  const starts = surface.windows.filter((w) => !w.running);
  const ends = surface.windows.filter((w) => w.running);
  return [
    ...starts.map((w) => due(w.beginsAt, SCHEDULE, (s, at) => startWindow(s, w, at))),
    ...ends.map((w) => due(w.endsAt, SCHEDULE, (s, at) => endWindows(s, [w], at))),
  ];
}

function overrideDues({ override }: Surface): Due[] {
  if (!override) return [];
  const cause = { actor: override.actor, source: "manual" } as const;
  return [
    ...(override.expiresAt === null ? [] : [due(override.expiresAt, cause, expireOverride)]),
    ...(override.maintenanceUntil === null ? [] : [due(override.maintenanceUntil, cause, endPinnedMaintenance)]),
  ];
}

function silenceDues(surface: Surface, gapMs: number): Due[] {
  const { awaitingSince, partner } = surface;
  const partnerSpeaks = partner.reading !== null && partner.reading !== "UNKNOWN" && partner.goodAt !== null;
  return [
    ...(awaitingSince === null ? [] : [over(awaitingSince + GAP_MS, SCHEDULE, loseMaintenance)]),
    ...(changesByGap(surface) ? [gapDue(lastCheck(surface), gapMs)] : []),
    ...(isProbedFromOutside(surface) ? [over(lastCheck(surface) + OUTSIDE_GAP_MS, PROBER, loseOutsideProbe)] : []),
    ...(partnerSpeaks
      ? [
          over(
            lastReadingAt(surface) + surface.partnerStaleMs,
            { actor: "3p_poller", source: "3p_poller" },
            expireReading,
          ),
        ]
      : []),
  ];
}

const due = (at: number, cause: Due["cause"], fire: Due["fire"]): Due => ({ at, from: at, seenFrom: at, cause, fire });

/** A change after a span: at exactly its end it is not due yet. */
const over = (at: number, cause: Due["cause"], fire: Due["fire"]): Due => ({ ...due(at, cause, fire), from: at + 1 });

/** Reads tolerate 120 s of silence, writes 90 s; both give 90 s as the effective time. */
const gapDue = (lastCheckedAt: number, gapMs: number): Due => ({
  ...over(lastCheckedAt + GAP_MS, PROBER, loseProbe),
  from: lastCheckedAt + gapMs + 1,
  seenFrom: lastCheckedAt + READ_GAP_MS + 1,
});

const lastCheck = ({ probe, stateSince, releasedAt }: Surface): number =>
  Math.max(probe.lastAt ?? 0, stateSince, releasedAt ?? 0);

function losesState(surface: Surface): boolean {
  if (isSuppressed(surface)) return false;
  if (surface.state === "OPERATIONAL") return true;
  return surface.state === "DEGRADED" && surface.tickets.length === 0 && partnerClaim(surface)?.state !== "DEGRADED";
}

/** After an operator cleared the partner's claim, the time of clearing counts as that of its last reading. */
const lastReadingAt = ({ partner, releasedAt }: Surface): number =>
  Math.max(partner.goodAt ?? 0, partner.isIgnored ? (releasedAt ?? 0) : 0);

/** Whether a gap between probes would change the surface: it has a streak, or a state that only probes confirm. */
const changesByGap = (surface: Surface): boolean => surface.hasProbe && (hasStreak(surface) || losesState(surface));

const hasStreak = ({ probe }: Surface): boolean => probe.okStreak > 0 || probe.failStreak > 0;

/** Whether results of an outside prober count here. After a window it has its 5 minutes anew. */
const isProbedFromOutside = (surface: Surface): boolean =>
  !surface.hasProbe && hasStreak(surface) && runningWindows(surface).length === 0;

/** No probe for over 90 s: streaks restart; OPERATIONAL, and DEGRADED without a ticket, become UNKNOWN. */
function loseProbe(surface: Surface, at: number): Step {
  const restarted = restartStreaks(surface);
  if (!losesState(surface)) return { surface: restarted };
  return { surface: become(restarted, { state: "UNKNOWN", source: "prober", because: "probe_gap" }, at) };
}

const restartStreaks = (surface: Surface): Surface => ({
  ...surface,
  probe: { ...surface.probe, okStreak: 0, failStreak: 0 },
});

/** No result of an outside prober for over 5 minutes: what tickets and partner claim, else UNKNOWN. Silence alone makes nothing OPERATIONAL. */
function loseOutsideProbe(surface: Surface, at: number): Step {
  const restarted = restartStreaks(surface);
  if (surface.override) return { surface: restarted };
  const claim = worstClaim(restarted, [
    partnerClaim(restarted),
    restarted.ticketsIgnored ? null : ticketClaim(restarted),
  ]);
  const holds = claim !== null && (claim.state !== "OPERATIONAL" || surface.state === "OPERATIONAL");
  const unknown = { state: "UNKNOWN", source: "prober", because: "outside_gap" } as const;
  return { surface: become(restarted, holds ? claim : unknown, at) };
}

/** No probe within 90 s of the end of maintenance: UNKNOWN. */
function loseMaintenance(surface: Surface, at: number): Step {
  const next = { ...surface, awaitingSince: null, note: noteWithoutOverride(surface) };
  return { surface: become(next, { state: "UNKNOWN", source: "schedule", because: "window_end_silent" }, at) };
}
