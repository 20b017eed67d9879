import { STREAK } from "../../lib/engine/claims";
import type { ProbeResult } from "../../lib/engine/prober";
import type { PartnerMemory, ProbeMemory, Surface } from "../../lib/engine/surface";

const MINUTE_MS = 60_000;
/** Polls in a row that must fail before a partner reads UNKNOWN: from then on another one changes nothing. */
const SILENT_POLLS = 3;

/**
 * The surface after minutes in which each look and each poll, one a minute, said again what the last one said, up to the minute
 * before `at`. Only what a repetition leaves as it is is skipped: the engine would come to the same, minute by minute.
 */
export function skipQuiet(surface: Surface, at: number): Surface {
  const probe = skipLooks(surface, at);
  const partner = skipPolls(surface.partner, at);
  const updatedAt = Math.max(surface.updatedAt, probe.lastAt ?? 0, partner.polledAt ?? 0);
  return { ...surface, probe, partner, updatedAt };
}

/** The looks that were skipped between two sights of a surface, those from `since` on. */
export function skippedLooks(before: Surface, after: Surface, since: number): ProbeResult[] {
  const { lastAt, lastOk, latencyMs, statusCode, error } = before.probe;
  if (lastAt === null || lastOk === null || after.probe.lastAt === null) return [];
  const first = lastAt + Math.max(1, Math.ceil((since - lastAt) / MINUTE_MS)) * MINUTE_MS;
  const count = Math.max(0, (after.probe.lastAt - first) / MINUTE_MS + 1);
  return Array.from({ length: count }, (_, i) => {
    return { at: first + i * MINUTE_MS, ok: lastOk, latencyMs, statusCode, error };
  });
}

function skipLooks({ hasProbe, probe }: Surface, at: number): ProbeMemory {
  const { lastAt, lastOk, okStreak, failStreak } = probe;
  const isQuiet = hasProbe && (okStreak >= STREAK || failStreak >= STREAK);
  if (!isQuiet || lastAt === null) return probe;
  const count = minutesUntil(lastAt, at);
  const streaks = lastOk ? { okStreak: okStreak + count } : { failStreak: failStreak + count };
  return { ...probe, ...streaks, lastAt: lastAt + count * MINUTE_MS };
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
