import { stringify } from "csv-stringify/sync";
import { toPublicTime } from "@/lib/schemas/times";
import { type Interval, NO_DATA } from "@/lib/uptime/days";
import { MINUTE_MS, type Named, round } from "./uptime";

/** What a surface was in, from when to when. */
export type SurfaceIntervals = Named & { intervals: readonly Interval[] };

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
