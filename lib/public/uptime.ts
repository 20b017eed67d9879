import { stringify } from "csv-stringify/sync";
import { toPublicTime } from "@/lib/schemas/times";
import type { PageHistory, UptimeFigures, UptimeResponse } from "@/lib/schemas/uptime";
import { barsOf } from "@/lib/uptime/bars";
import { CONDITIONS, type Day, worstOf } from "@/lib/uptime/days";
import { type Interval, NO_DATA } from "@/lib/uptime/intervals";
import { uptimePercent } from "@/lib/uptime/uptime-percent";
import { dateOf } from "@/lib/uptime/utc-day";

/** How uptime is counted, in one sentence, wherever it is shown. */
export const UPTIME_FORMULA =
  "100 * (1 - (down + 0.5 * partial) / (operational + degraded + partial + down)), in minutes of UTC days; maintenance, unknown and no data are left out";

const MINUTE_MS = 60_000;

type Named = { id: string; displayName: string };

/** A surface's last 90 days, of which only some may be told. */
export type SurfaceHistory = Named & { days: readonly Day[] };

/** What a surface was in, from when to when. */
export type SurfaceIntervals = Named & { intervals: readonly Interval[] };

/** The numbers behind the bars of one surface, its last `count` days. */
export const projectUptime = (
  { id, displayName, days }: SurfaceHistory,
  count: number,
): UptimeResponse["surfaces"][number] => ({
  id,
  display_name: displayName,
  uptime_30_days: figuresOf(days).uptime30,
  uptime_90_days: figuresOf(days).uptime90,
  days: days.slice(-count).map((day) => ({ date: dateOf(day.midnight), worst: worstOf(day), minutes: minutesOf(day) })),
});

/** Uptime over the last 30 of some days, and over all 90 of them, in percent. */
export const figuresOf = (days: readonly Day[]): UptimeFigures => ({
  uptime30: uptimePercent(days.slice(-30)),
  uptime90: uptimePercent(days),
});

/** The bars of the front page, and the figure beside each. */
export const projectBars = (histories: ReadonlyMap<string, readonly Day[]>, until: number): PageHistory => ({
  until,
  surfaces: Object.fromEntries([...histories].map(([id, days]) => [id, { bars: barsOf(days), ...figuresOf(days) }])),
});

const minutesOf = ({ ms }: Day) =>
  Object.fromEntries(
    CONDITIONS.filter((condition) => ms[condition] > 0).map((condition) => [
      condition,
      round(ms[condition] / MINUTE_MS),
    ]),
  );

const round = (minutes: number): number => Math.round(minutes * 100) / 100;

/** Every interval of every surface as CSV (RFC 4180), times in UTC. */
export function uptimeCsv(histories: readonly SurfaceIntervals[]): string {
  const rows = histories.flatMap(({ id, displayName, intervals }) =>
    intervals.map(({ condition, from, to }) => [
      id,
      displayName,
      condition === NO_DATA ? "NO_DATA" : condition,
      toPublicTime(from),
      toPublicTime(to),
      round((to - from) / MINUTE_MS),
    ]),
  );
  const columns = ["surface_id", "display_name", "state", "from", "to", "minutes"];
  return stringify(rows, { header: true, columns, record_delimiter: "windows" });
}
