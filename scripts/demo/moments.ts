export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The UTC midnight at which a day began that lies so many days back. */
export const midnight = (now: number, daysAgo: number): number => now - (now % DAY_MS) - daysAgo * DAY_MS;
