import * as z from "zod";
import { PHASES, SEVERITIES } from "@/lib/core/engine/states";
import { PublicWindow } from "./maintenance";
import { PublicTime, StatusResponse, SurfaceBars } from "./public";

/**
 * An open incident on one of its surfaces: an incident on several has an item for each, with one id. `title` is the one that somebody
 * gave it, else the first sentence of its first note; null where nobody has written one yet. Maintenance has no phase.
 */
export const ActiveIncident = z.strictObject({
  id: z.string().regex(/^inc_\d{5,}$/),
  surface_id: z.string(),
  surface_display_name: z.string(),
  severity: z.enum(SEVERITIES),
  title: z.string().max(280).nullable(),
  phase: z.enum(PHASES).exclude(["resolved"]).nullable(),
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
  /** Of several surfaces of one incident, the ids of the further ones in `incidents`, each with the incident's. */
  told_in: z.record(z.string(), z.string()),
  bars: Bars,
  windows: z.array(PublicWindow),
  /** False while incidents and windows can't be read from anywhere: their lists are then empty, and say nothing. */
  lists_known: z.boolean(),
});
export type PageResponse = z.infer<typeof PageResponse>;
