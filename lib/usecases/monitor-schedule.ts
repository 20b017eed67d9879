const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NIGHTLY_AT_MS = (3 * 60 + 15) * MINUTE_MS;

/** Whether this scheduled minute is one of every so many, counted from midnight UTC and `offset`. */
export const isEveryMinutes = (now: number, minutes: number, offset = 0): boolean =>
  (Math.floor(now / MINUTE_MS) - offset) % minutes === 0;

/** The latest 03:15 UTC, this minute's included. */
const latestNight = (now: number): number => now - ((now - NIGHTLY_AT_MS) % DAY_MS);

/** Whether this very minute is 03:15 UTC. */
const isNight = (now: number): boolean => now - latestNight(now) < MINUTE_MS;

/**
 * Whether a nightly check is to be made now: at 03:15; later where that was missed; and again, to see it clear, while it is not
 * well. Asked as often as such a second look is worth it.
 */
export function isNightlyDue(before: { ok: boolean | null; checkedAt: number } | undefined, now: number): boolean {
  if (before === undefined) return isNight(now);
  if (before.checkedAt >= now) return false;
  return before.ok !== true || before.checkedAt < latestNight(now);
}
