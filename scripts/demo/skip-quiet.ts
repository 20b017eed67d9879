import { STREAK } from "../../lib/engine/claims";
import type { ProbeResult } from "../../lib/engine/prober";
import type { PartnerMemory, ProbeMemory, Surface } from "../../lib/engine/surface";

const MINUTE_MS = 60_000;
/** Polls in a row that must fail before a partner reads UNKNOWN: from then on another one changes nothing. */
const SILENT_POLLS = 3;

type Skipped = { surface: Surface; looks: ProbeResult[] };

/**
 * The surface after minutes in which each look and each poll, one a minute, said again what the last one said, up to the minute
 * before `at`; and those looks. Only what a repetition leaves as it is is skipped: the engine would come to the same, minute by minute.
 */
export function skipQuiet(surface: Surface, at: number): Skipped {
  const { probe, looks } = skipLooks(surface, at);
  const partner = skipPolls(surface.partner, at);
  const updatedAt = Math.max(surface.updatedAt, probe.lastAt ?? 0, partner.polledAt ?? 0);
  return { surface: { ...surface, probe, partner, updatedAt }, looks };
}

function skipLooks({ hasProbe, probe }: Surface, at: number): { probe: ProbeMemory; looks: ProbeResult[] } {
  const { lastAt, lastOk, okStreak, failStreak } = probe;
  const isQuiet = hasProbe && (okStreak >= STREAK || failStreak >= STREAK);
  if (!isQuiet || lastAt === null || lastOk === null) return { probe, looks: [] };
  const count = minutesUntil(lastAt, at);
  const { latencyMs, statusCode, error } = probe;
  const looks = Array.from({ length: count }, (_, i) => {
    return { at: lastAt + (i + 1) * MINUTE_MS, ok: lastOk, latencyMs, statusCode, error };
  });
  const streaks = lastOk ? { okStreak: okStreak + count } : { failStreak: failStreak + count };
  return { probe: { ...probe, ...streaks, lastAt: lastAt + count * MINUTE_MS }, looks };
}

function skipPolls(partner: PartnerMemory, at: number): PartnerMemory {
  const { reading, polledAt, failedPolls } = partner;
  if (reading === null || polledAt === null) return partner;
  const count = minutesUntil(polledAt, at);
  const last = polledAt + count * MINUTE_MS;
  if (failedPolls === 0) return { ...partner, polledAt: last, goodAt: last };
  return failedPolls < SILENT_POLLS ? partner : { ...partner, polledAt: last, failedPolls: failedPolls + count };
}

/** Whole minutes that lie after one instant and before another. */
const minutesUntil = (from: number, to: number): number => Math.max(0, Math.ceil((to - from) / MINUTE_MS) - 1);
