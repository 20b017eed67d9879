import * as z from "zod";
import { SEVERITIES } from "@/lib/core/engine/states";
import { PublicWindow } from "./maintenance";
import { PublicTime, StatusResponse, SurfaceBars } from "./public";

/** An open incident. `title` is the first sentence of its first note; null where nobody has written one yet. */
export const ActiveIncident = z.strictObject({
  id: z.string().regex(/^inc_\d{5,}$/),
  surface_id: z.string(),
  surface_display_name: z.string(),
  severity: z.enum(SEVERITIES),
  title: z.string().max(280).nullable(),
  opened_at: PublicTime,
  updates: z.int().nonnegative(),
  last_update_at: PublicTime,
});
export type ActiveIncident = z.infer<typeof ActiveIncident>;

/** Each surface's row of bars up to `until`: its last 90 days in short, today's last (lib/core/uptime/strip.ts). */
const Bars = z.strictObject({
  until: PublicTime,
  surfaces: z.record(z.string(), SurfaceBars),
});

/** `GET /api/status/public/page`: everything that the front page shows, which an open page asks for (contract §8.5). */
export const PageResponse = z.strictObject({
  ...StatusResponse.shape,
  active_incidents: z.array(ActiveIncident),
  bars: Bars,
  windows: z.array(PublicWindow),
  /** False while incidents and windows can't be read from anywhere: their lists are then empty, and say nothing. */
  lists_known: z.boolean(),
});
export type PageResponse = z.infer<typeof PageResponse>;
