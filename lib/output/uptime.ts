import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, type Day, findWorst, type Tally, toDate, uptimePercent } from "@/lib/core/uptime/days";
import type { Outage } from "@/lib/core/uptime/outages";
import { type Summary, summarizeDays } from "@/lib/core/uptime/packed-days";
import type { Evidence, Incident, PageHistory, UptimeFigures, UptimeResponse } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

/** How uptime is counted, in the one sentence that is shown everywhere. */
export const UPTIME_FORMULA =
  "100 * (1 - (down + 0.5 * partial) / (operational + degraded + partial + down)), in minutes of UTC days; maintenance, unknown and no data are left out";

export const MINUTE_MS = 60_000;

/** What is behind a surface's bars. */
export type SurfaceHistory = {
  days: readonly Day[];
  incidents: readonly Pick<Incident, "id" | "severity" | "openedAt" | "resolvedAt">[];
  measured: readonly Outage[];
};

/** The numbers behind the bars of a surface's last days, the last `count` days one by one; figures in percent where they are public. */
export function projectUptime({ days, incidents, measured }: SurfaceHistory, count: number, withFigures: boolean) {
  const shown = days.slice(-count);
  const since = shown[0]?.midnight ?? Number.POSITIVE_INFINITY;
  const { last30, all } = summarizeDays(days);
  return {
    ...(withFigures && { uptime_30_days: uptimePercent(last30), uptime_90_days: uptimePercent(all) }),
    days: shown.map((day) => ({ date: toDate(day.midnight), worst: findWorst(day), minutes: toMinutes(day) })),
    incidents: incidents
      .filter(({ resolvedAt }) => resolvedAt === null || resolvedAt >= since)
      .map(({ id, severity, openedAt, resolvedAt }) => ({
        id,
        severity,
        opened_at: toPublicTime(openedAt),
        resolved_at: toTimeOrNull(resolvedAt),
      })),
    measured: measured
      .filter(({ to }) => to === null || to >= since)
      .map(({ state, from, to }) => ({ state, from: toPublicTime(from), to: toTimeOrNull(to) })),
  } satisfies Partial<UptimeResponse["surfaces"][number]>;
}

const toTimeOrNull = (at: number | null) => (at === null ? null : toPublicTime(at));

/** Uptime over the last 30 of the days, and over all of them; null where less than a day counts, of which a percentage says nothing. */
export const toFigures = ({ last30, all }: Pick<Summary, "last30" | "all">): UptimeFigures => ({
  uptime30: countsADay(last30) ? uptimePercent(last30) : null,
  uptime90: countsADay(all) ? uptimePercent(all) : null,
  ...(daysIn(recordedMs(all)) < daysIn(recordedMs(all) + all.NO_DATA) && { over: daysIn(recordedMs(all)) }),
});

const daysIn = (ms: number): number => Math.ceil(ms / DAY_MS);

const countsADay = ({ DOWN, PARTIAL, DEGRADED, OPERATIONAL }: Tally): boolean =>
  DOWN + PARTIAL + DEGRADED + OPERATIONAL >= DAY_MS;

const recordedMs = ({ NO_DATA: _, ...recorded }: Tally): number => Object.values(recorded).reduce((a, b) => a + b, 0);

/** What else the page knows of its surfaces, and whether uptime is public. */
type BarsView = { until: number; evidence: ReadonlyMap<string, Evidence>; withFigures: boolean };

/** The front page's bars, the percentage beside each, and what each state rests on. */
export const projectBars = (
  summaries: ReadonlyMap<string, Summary>,
  { until, evidence, withFigures }: BarsView,
): PageHistory => ({
  until,
  surfaces: Object.fromEntries(
    [...summaries].map(([id, summary]) => [
      id,
      { bars: summary.bars, ...(withFigures && toFigures(summary)), ...evidence.get(id) },
    ]),
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
