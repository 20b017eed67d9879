import { CONDITIONS, type Day, findWorst, toDate, uptimePercent } from "@/lib/core/uptime/days";
import { type Summary, summarizeDays } from "@/lib/core/uptime/packed-days";
import type { PageHistory, UptimeFigures } from "@/lib/schemas/public";

/** How uptime is counted, in the one sentence that is shown everywhere. */
export const UPTIME_FORMULA =
  "100 * (1 - (down + 0.5 * partial) / (operational + degraded + partial + down)), in minutes of UTC days; maintenance, unknown and no data are left out";

export const MINUTE_MS = 60_000;

/** The numbers behind the bars of a surface's last 90 days, with the last `count` days listed one by one. */
export const projectUptime = (days: readonly Day[], count: number) => ({
  uptime_30_days: toFigures(summarizeDays(days)).uptime30,
  uptime_90_days: toFigures(summarizeDays(days)).uptime90,
  days: days
    .slice(-count)
    .map((day) => ({ date: toDate(day.midnight), worst: findWorst(day), minutes: toMinutes(day) })),
});

/** Uptime over the last 30 of the days, and over all 90 of them, in percent. */
export const toFigures = ({ last30, all }: Pick<Summary, "last30" | "all">): UptimeFigures => ({
  uptime30: uptimePercent(last30),
  uptime90: uptimePercent(all),
});

/** The front page's bars, and the percentage beside each. */
export const projectBars = (summaries: ReadonlyMap<string, Summary>, until: number): PageHistory => ({
  until,
  surfaces: Object.fromEntries(
    [...summaries].map(([id, summary]) => [id, { bars: summary.bars, ...toFigures(summary) }]),
  ),
});

const toMinutes = ({ ms }: Day) =>
  Object.fromEntries(
    CONDITIONS.filter((condition) => ms[condition] > 0).map((condition) => [
      condition,
      round(ms[condition] / MINUTE_MS),
    ]),
  );

/** Rounded to hundredths. */
export const round = (minutes: number): number => Math.round(minutes * 100) / 100;
