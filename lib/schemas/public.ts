import * as z from "zod";
import { CATEGORIES, SEVERITIES, STATES } from "@/lib/engine/states";

/** ISO 8601 UTC with `Z` and whole seconds: the only form in which a public response gives time (§6a). */
export const PublicTime = z.iso.datetime({ offset: false, precision: 0 });
export type PublicTime = z.infer<typeof PublicTime>;

/** There, and true, where the answer is the last known good copy (D11); `generated_at` then tells of when it is. */
export const Stale = z.literal(true).optional();

/** One surface as the world sees it (§6a). */
export const PublicSurface = z.strictObject({
  id: z.string(),
  display_name: z.string(),
  category: z.enum(CATEGORIES),
  state: z.enum(STATES),
  state_since: PublicTime,
  ticket_pending: z.boolean(),
  public_note: z.string().max(280).nullable(),
  public_description: z.string(),
  last_checked_at: PublicTime.nullable(),
  maintenance_until: PublicTime.nullable(),
});
export type PublicSurface = z.infer<typeof PublicSurface>;

/** One incident as the world sees it (§6a); `resolved_at` is null only on the page's list of open ones. */
export const PublicIncident = z.strictObject({
  id: z.string().regex(/^inc_\d{5,}$/),
  surface_id: z.string(),
  surface_display_name: z.string(),
  severity: z.enum(SEVERITIES),
  opened_at: PublicTime,
  resolved_at: PublicTime,
  public_note: z.string().max(280).nullable(),
});
export type PublicIncident = z.infer<typeof PublicIncident>;

const MARKET_STATES = ["open", "closed", "pre-market", "after-hours", "holiday"] as const;
const MARKET_EVENTS = ["pre_market_open", "market_open", "market_close", "after_hours_close"] as const;

/** The MarketTimeWidget's data (§6a); `holiday.date` is the closure's date in New York (D11). */
export const MarketTime = z.strictObject({
  generated_at: PublicTime,
  utc_now: PublicTime,
  et_now: z.string(),
  market_state: z.enum(MARKET_STATES),
  next_event: z.strictObject({ event: z.enum(MARKET_EVENTS), at: PublicTime }),
  holiday: z.strictObject({ name: z.string(), date: z.iso.date() }).nullable(),
});
export type MarketTime = z.infer<typeof MarketTime>;

/** `GET /api/status/public/surfaces` (§6a). */
export const SurfacesResponse = z.strictObject({
  generated_at: PublicTime,
  overall_status: z.enum(STATES),
  surfaces: z.array(PublicSurface),
  stale: Stale,
});
export type SurfacesResponse = z.infer<typeof SurfacesResponse>;

/** `GET /api/status/public/incidents` (§6a): resolved within 30 days, newest first. */
export const IncidentsResponse = z.strictObject({
  generated_at: PublicTime,
  incidents: z.array(PublicIncident),
  stale: Stale,
});
export type IncidentsResponse = z.infer<typeof IncidentsResponse>;

/** `GET /api/status/public`: the whole page's feed in one response (D11). */
export const StatusResponse = z.strictObject({
  generated_at: PublicTime,
  overall_status: z.enum(STATES),
  surfaces: z.array(PublicSurface),
  incidents: z.array(PublicIncident),
  market_time: MarketTime,
  stale: Stale,
});
export type StatusResponse = z.infer<typeof StatusResponse>;
