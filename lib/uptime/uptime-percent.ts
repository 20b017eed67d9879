import type { Tally } from "./tally";

/**
 * Uptime in percent (issue 4, "History"): DOWN counts as 1, PARTIAL as 0.5, DEGRADED as 0; maintenance, UNKNOWN
 * and no data are left out of the time that is judged. Null where nothing is left to judge. Cut, not rounded, to two decimals:
 * 100 means that there was no downtime at all.
 */
export function uptimePercent({ DOWN, PARTIAL, DEGRADED, OPERATIONAL }: Readonly<Tally>): number | null {
  const judgedHalves = 2 * (OPERATIONAL + DEGRADED + PARTIAL + DOWN);
  if (judgedHalves === 0) return null;
  const upHalves = judgedHalves - 2 * DOWN - PARTIAL;
  const hundredths = 10_000 * upHalves;
  return (hundredths - (hundredths % judgedHalves)) / judgedHalves / 100;
}
