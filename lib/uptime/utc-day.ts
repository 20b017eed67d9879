export const DAY_MS = 86_400_000;

/** A stretch of time in epoch milliseconds, from `from` up to but not including `to`. */
export type Range = { from: number; to: number };

/** The UTC midnight that begins the day of this instant; midnight itself belongs to the day that it begins. */
export const startOfDay = (at: number): number => at - (((at % DAY_MS) + DAY_MS) % DAY_MS);

/** A day's name, `YYYY-MM-DD` in UTC. */
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The midnights that begin the days of a range, the first of them also where the range begins later in its day. */
export function midnightsOf({ from, to }: Range): number[] {
  const first = startOfDay(from);
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / DAY_MS)) }, (_, i) => first + i * DAY_MS);
}

/** The last so many UTC days: today up to `now`, of which at least its first millisecond counts, and the whole days before it. */
export function lastDays(count: number, now: number): Range {
  const today = startOfDay(now);
  return { from: today - (count - 1) * DAY_MS, to: Math.max(now, today + 1) };
}
