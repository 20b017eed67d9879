import * as z from "zod";
import { HISTORY_DAYS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { CATEGORIES, SEVERITIES, STATES } from "@/lib/core/engine/states";
import { type MarketTime as Clock, MARKET_EVENTS, MARKET_STATES } from "@/lib/core/market/clock";
import { OUT_STATES } from "@/lib/core/uptime/outages";
import type { FallbackSnapshot } from "./fallback";

/** ISO 8601 UTC with `Z` and whole seconds: the only form of time in public responses (contract §8.1). */
export const PublicTime = z.iso.datetime({ offset: false, precision: 0 });
export type PublicTime = z.infer<typeof PublicTime>;

/** Present, and true, only in a response from the fallback snapshot (contract §9.4); `generated_at` is then the snapshot's time. */
export const Stale = z.literal(true).optional();

/** One surface in the public view (contract §8.2). */
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

/** One incident in the public view (contract §8.3); `resolved_at` is null only in the page's list of open ones. */
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

/** The market's clock (contract §14); `holiday.date` is the closure's date in New York. */
export const MarketTime = z.strictObject({
  generated_at: PublicTime,
  utc_now: PublicTime,
  et_now: z.string(),
  market_state: z.enum(MARKET_STATES),
  next_event: z.strictObject({ event: z.enum(MARKET_EVENTS), at: PublicTime }),
  holiday: z.strictObject({ name: z.string(), date: z.iso.date() }).nullable(),
}) satisfies z.ZodType<Clock>;
export type MarketTime = z.infer<typeof MarketTime>;

/** `GET /api/status/public/surfaces` (contract §8.2). */
export const SurfacesResponse = z.strictObject({
  generated_at: PublicTime,
  overall_status: z.enum(STATES),
  surfaces: z.array(PublicSurface),
  stale: Stale,
});
export type SurfacesResponse = z.infer<typeof SurfacesResponse>;

/** `GET /api/status/public/incidents` (contract §8.3): resolved within 30 days, newest first. */
export const IncidentsResponse = z.strictObject({
  generated_at: PublicTime,
  incidents: z.array(PublicIncident),
  stale: Stale,
});
export type IncidentsResponse = z.infer<typeof IncidentsResponse>;

/** `GET /api/status/public`: everything that the page shows, in one response (contract §8.4). */
export const StatusResponse = z.strictObject({
  generated_at: PublicTime,
  overall_status: z.enum(STATES),
  surfaces: z.array(PublicSurface),
  incidents: z.array(PublicIncident),
  market_time: MarketTime,
  stale: Stale,
});
export type StatusResponse = z.infer<typeof StatusResponse>;

/** An incident in the public view, open or resolved, its updates oldest first; times in epoch milliseconds. */
export type Incident = Omit<FallbackSnapshot["told"][number], "updatedAt">;
export type IncidentUpdate = Incident["words"][number];
export type IncidentSurface = Incident["surfaces"][number];

/** A maintenance window in the public view, in any phase. */
export type MaintenanceWindow = Omit<
  FallbackSnapshot["windows"][number],
  "left" | "sequence" | "createdAt" | "updatedAt"
>;

/** Query of `GET /api/status/public/uptime`. */
export const UptimeQuery = z.object({
  days: z.coerce.number().int().min(1).max(HISTORY_DAYS).default(HISTORY_DAYS),
  format: z.enum(["json", "csv"]).default("json"),
});
export type UptimeQuery = z.infer<typeof UptimeQuery>;

/** The conditions of a day's bar; NO_DATA is time without a record. */
const CONDITIONS = [...STATES, "NO_DATA"] as const;

const Percent = z.number().min(0).max(100).nullable();

/** `GET /api/status/public/uptime`: the numbers behind the bars. Conditions that did not occur have no minutes. */
/** How long notices to subscribers took from the change to the provider, in the last 30 days (contract §20.6). */
const NoticeDelays = z.strictObject({
  sent: z.int().positive(),
  p50_seconds: z.number().nonnegative(),
  p95_seconds: z.number().nonnegative(),
});

/** How long incidents' changes took from our record of them to the page, in the last 30 days (contract §20.6). */
const PageDelays = z.strictObject({
  changes: z.int().positive(),
  p50_seconds: z.number().nonnegative(),
  p95_seconds: z.number().nonnegative(),
});

/** Both, each where there is any. */
export const Delays = z.strictObject({ notices: NoticeDelays.optional(), page: PageDelays.optional() });
export type Delays = z.infer<typeof Delays>;

export const UptimeResponse = z.strictObject({
  generated_at: PublicTime,
  stale: Stale,
  formula: z.string().optional(),
  /** Both are absent where there was none, and in an answer from the snapshot. */
  notices: NoticeDelays.optional(),
  page: PageDelays.optional(),
  surfaces: z.array(
    z.strictObject({
      id: z.string(),
      display_name: z.string(),
      /** Both are absent while FLAG_STATUS_PUBLIC_HISTORY is 0 (contract §10.3). */
      uptime_30_days: Percent.optional(),
      uptime_90_days: Percent.optional(),
      days: z.array(
        z.strictObject({
          date: z.iso.date(),
          worst: z.enum(CONDITIONS),
          minutes: z.partialRecord(z.enum(CONDITIONS), z.number().nonnegative()),
        }),
      ),
      /** What somebody declared on these days. */
      incidents: z.array(
        PublicIncident.pick({ id: true, severity: true, opened_at: true }).extend({
          resolved_at: PublicTime.nullable(),
        }),
      ),
      /** What monitoring alone has found on these days (contract §2.11). */
      measured: z.array(z.strictObject({ state: z.enum(OUT_STATES), from: PublicTime, to: PublicTime.nullable() })),
    }),
  ),
});
export type UptimeResponse = z.infer<typeof UptimeResponse>;

/** Query of `GET /api/status/public/outages`. */
export const OutagesQuery = z.object({
  days: z.coerce.number().int().min(1).max(HISTORY_DAYS).default(INCIDENT_DAYS),
});
export type OutagesQuery = z.infer<typeof OutagesQuery>;

/** `GET /api/status/public/outages`: what monitoring alone has found, newest first (contract §8.5). */
export const OutagesResponse = z.strictObject({
  generated_at: PublicTime,
  outages: z.array(
    z.strictObject({
      surface_id: z.string(),
      surface_display_name: z.string(),
      state: z.enum(OUT_STATES),
      from: PublicTime,
      to: PublicTime.nullable(),
      minutes: z.number().nonnegative().nullable(),
      /** Asked by our monitoring, or read on its operator's own page. */
      found_by: z.enum(["probe", "partner"]),
    }),
  ),
  stale: Stale,
});
export type OutagesResponse = z.infer<typeof OutagesResponse>;

/** Uptime in percent, null where less than a day counts; `over` is for how many days there is any data, where that is not all of them. */
const UptimeFigures = z.strictObject({ uptime30: Percent, uptime90: Percent, over: z.int().optional() });
export type UptimeFigures = z.infer<typeof UptimeFigures>;

/** What a surface's state rests on: who says it, and for a partner when its page was last read (epoch ms); absent: its probe, if any. */
const Evidence = z.strictObject({
  by: z.enum(["partner", "ticket", "operator", "maintenance"]).optional(),
  readAt: z.number().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** One surface's row of bars, today's last (lib/core/uptime/strip.ts), and its uptime where that is public. */
export const SurfaceBars = z.strictObject({ bars: z.string(), ...UptimeFigures.partial().shape, ...Evidence.shape });
type SurfaceBars = z.infer<typeof SurfaceBars>;

/** Every surface's bars at `until` (epoch ms), in a short form: a page contains it twice, as HTML and as data. */
export type PageHistory = { until: number; surfaces: Readonly<Record<string, SurfaceBars>> };

/** The JSON of shields.io's endpoint badge. */
export const ShieldsEndpoint = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string().min(1),
  message: z.string().min(1),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type ShieldsEndpoint = z.infer<typeof ShieldsEndpoint>;

/** Query of a badge: the label on its left. */
export const LabelQuery = z.object({ label: z.string().optional() });

/** The part of JSON Feed 1.1 that this feed uses. */
export const JsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  language: z.literal("en"),
  authors: z.array(z.strictObject({ name: z.string(), url: z.url() })),
  items: z.array(
    z.strictObject({
      id: z.string(),
      url: z.url(),
      title: z.string(),
      content_html: z.string(),
      date_published: PublicTime,
      date_modified: PublicTime,
      tags: z.array(z.string()),
    }),
  ),
});
export type JsonFeed = z.infer<typeof JsonFeed>;
