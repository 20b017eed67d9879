import * as z from "zod";
import { PublicSnapshot } from "@/lib/schemas/fallback";
import {
  DeliveryResult,
  Health,
  Heartbeat,
  InvalidateBody,
  InvalidateResult,
  ProbeResultInput,
  ProbeResultsResponse,
  SeedResult,
  Snapshot,
  SurfaceView,
  TicketView,
  UpdateResult,
  UpdateSurface,
  Version,
} from "@/lib/schemas/internal";
import {
  MaintenanceInput,
  MaintenanceResponse,
  PublicWindow,
  WindowList,
  WindowResult,
  WindowView,
} from "@/lib/schemas/maintenance";
import { ActiveIncident, PageResponse } from "@/lib/schemas/page";
import * as pub from "@/lib/schemas/public";
import { JsonFeed, OutagesResponse, ShieldsEndpoint, UptimeResponse } from "@/lib/schemas/public";
import * as statuspage from "@/lib/schemas/statuspage";
import { Instant, IsoTime } from "@/lib/schemas/times";

/** An OpenAPI document, to the extent that this API describes itself. */
const Description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

const CustomField = z.looseObject({
  id: z.int().optional(),
  name: z.string().optional(),
  slug: z.string().optional(),
  value: z.string().nullish(),
});

/** The ticket event in either spelling, with the fields that are read (contract §3.3). */
const TicketEvent = z.looseObject({
  event: z.string().optional(),
  event_id: z.string().optional(),
  ticket: z.looseObject({
    id: z.union([z.int().positive(), z.string()]),
    status: z.string(),
    updated_at: z.string().optional(),
    customFields: z.array(CustomField).optional(),
    custom_fields: z.array(CustomField).optional(),
  }),
});

/** The payload of FreeScout's own module, with the fields that are read. */
const Conversation = z.looseObject({
  id: z.union([z.int().positive(), z.string()]),
  status: z.string(),
  state: z.string().optional(),
  updatedAt: z.string().optional(),
  customFields: z.array(CustomField).optional(),
});

type Row = [schema: z.ZodType, description: string];

/** The schemas that have a name in the description; any other is written inline, or has its own `id`. */
const NAMED = {
  Status: [pub.StatusResponse, "The whole page in one response."],
  Page: [PageResponse, "All that the front page shows."],
  PublicSnapshot: [PublicSnapshot, "Everything public at one instant."],
  ActiveIncident: [ActiveIncident, "One open incident."],
  Surfaces: [pub.SurfacesResponse, "All surfaces."],
  Incidents: [pub.IncidentsResponse, "Resolved incidents."],
  Surface: [pub.PublicSurface, "One monitored component as readers see it."],
  Incident: [pub.PublicIncident, "One resolved incident."],
  MarketTime: [pub.MarketTime, "The New York Stock Exchange's clock."],
  Time: [pub.PublicTime, "ISO 8601 in UTC, in whole seconds: `2026-05-04T14:05:00Z`."],
  Uptime: [UptimeResponse, "The numbers behind the bars."],
  Outages: [OutagesResponse, "What monitoring alone has found."],
  JsonFeed: [JsonFeed, "A JSON Feed 1.1."],
  ShieldsEndpoint: [ShieldsEndpoint, "The data from which shields.io draws a badge."],
  Health: [Health, "Whether the platform's monitoring runs."],
  Version: [Version, "The deployed commit."],
  Description: [Description, "An OpenAPI document."],
  StatuspagePage: [statuspage.StatuspagePage, "The page."],
  StatuspageStatus: [statuspage.StatuspageStatus, "The page's rollup."],
  StatuspageId: [statuspage.StatuspageId, "An id of this format: 12 letters and digits."],
  StatuspageTime: [statuspage.StatuspageTime, "ISO 8601 in UTC, with milliseconds."],
  StatuspageComponent: [statuspage.StatuspageComponent, "A surface in this format."],
  StatuspageGroup: [statuspage.StatuspageGroup, "A category in this format."],
  StatuspageIncident: [statuspage.StatuspageIncident, "An incident in this format."],
  StatuspageMaintenance: [statuspage.StatuspageMaintenance, "A maintenance window in this format."],
  StatuspageSummaryBody: [statuspage.StatuspageSummaryBody, "Components, unresolved incidents and maintenance."],
  StatuspageStatusBody: [statuspage.StatuspageStatusBody, "The page and its rollup."],
  StatuspageComponentsBody: [statuspage.StatuspageComponentsBody, "The page and its components."],
  StatuspageIncidentsBody: [statuspage.StatuspageIncidentsBody, "The page and its incidents."],
  StatuspageMaintenancesBody: [statuspage.StatuspageMaintenancesBody, "The page and its maintenance windows."],
  UpdateSurface: [UpdateSurface, "What a source reports about one surface."],
  UpdateResult: [UpdateResult, "The result of a write."],
  ProbeResult: [ProbeResultInput, "One raw result of an outside prober."],
  ProbeResults: [ProbeResultsResponse, "Each surface that was reported on."],
  SurfaceView: [SurfaceView, "A surface's stored and shown state, and the reasons."],
  TicketView: [TicketView, "An open ticket."],
  Maintenance: [MaintenanceResponse, "Running and scheduled windows, by start."],
  PublicWindow: [PublicWindow, "A running or scheduled maintenance window."],
  WindowPlan: [MaintenanceInput, "A window to plan."],
  Window: [WindowView, "A maintenance window."],
  WindowResult: [WindowResult, "A maintenance window after a write."],
  Windows: [WindowList, "Windows that have not ended."],
  Snapshot: [Snapshot, "Everything that is stored."],
  Heartbeat: [Heartbeat, "The last finished tick."],
  Invalidate: [InvalidateBody, "The surfaces whose cached responses are purged; all if none is named."],
  Invalidated: [InvalidateResult, "What was purged."],
  Seeded: [SeedResult, "The rows that were missing."],
  DeliveryResult: [DeliveryResult, "The result of a delivery."],
  TicketEvent: [TicketEvent, "A ticket event in either spelling, with the fields that are read."],
  Conversation: [Conversation, "The payload of FreeScout's own module, with the fields that are read."],
  CustomField: [CustomField, "One custom field of a ticket."],
  Instant: [Instant, "ISO 8601 with `Z` or an offset."],
  InternalTime: [IsoTime, "ISO 8601 in UTC, milliseconds only where they are not zero."],
} satisfies Record<string, Row>;
export type SchemaName = keyof typeof NAMED;

export const schemaNamed = (name: SchemaName): z.ZodType => NAMED[name][0];

/** Registers the schemas' names with zod-openapi: only while the description is built, since it would slow every cold start. */
export function nameSchemas(): void {
  for (const [id, [schema, description]] of Object.entries<Row>(NAMED))
    schema.register(z.globalRegistry, { id, description });
}
