import * as z from "zod";
import { STATES } from "@/lib/engine/states";
import { PublicTime, Stale } from "./public";

/** Query of `GET /api/status/public/uptime`. */
export const UptimeQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).default(90),
  format: z.enum(["json", "csv"]).default("json"),
});
export type UptimeQuery = z.infer<typeof UptimeQuery>;

/** What a day's bar shows; NO_DATA is what nobody recorded. */
const CONDITIONS = [...STATES, "NO_DATA"] as const;

const Percent = z.number().min(0).max(100).nullable();

/** `GET /api/status/public/uptime`: the numbers behind the bars. Minutes of conditions that did not occur are left out. */
export const UptimeResponse = z.strictObject({
  generated_at: PublicTime,
  stale: Stale,
  formula: z.string(),
  surfaces: z.array(
    z.strictObject({
      id: z.string(),
      display_name: z.string(),
      uptime_30_days: Percent,
      uptime_90_days: Percent,
      days: z.array(
        z.strictObject({
          date: z.iso.date(),
          worst: z.enum(CONDITIONS),
          minutes: z.partialRecord(z.enum(CONDITIONS), z.number().nonnegative()),
        }),
      ),
    }),
  ),
});
export type UptimeResponse = z.infer<typeof UptimeResponse>;

/** Uptime in percent, null where there is nothing to judge (lib/uptime/days.ts). */
export type UptimeFigures = { uptime30: number | null; uptime90: number | null };

/** One surface's row of bars: a letter for each of its last 90 days, today's last (lib/uptime/packed-days.ts). */
export type SurfaceBars = { bars: string } & UptimeFigures;

/** Every surface's bars as they were at `until` (epoch ms). Plain and short: a page carries it twice, as HTML and as data. */
export type PageHistory = { until: number; surfaces: Readonly<Record<string, SurfaceBars>> };
