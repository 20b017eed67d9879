import * as z from "zod";
import { ShieldsEndpoint } from "@/lib/schemas/badge";
import { DeliveryResult } from "@/lib/schemas/delivery";
import { Health, Heartbeat } from "@/lib/schemas/heartbeat";
import { InvalidateBody, InvalidateResult } from "@/lib/schemas/invalidate";
import { JsonFeed } from "@/lib/schemas/json-feed";
import { MaintenanceInput, MaintenanceResponse, PublicWindow, WindowList, WindowView } from "@/lib/schemas/maintenance";
import { ProbeResultInput } from "@/lib/schemas/probe-results";
import * as pub from "@/lib/schemas/public";
import { SeedResult } from "@/lib/schemas/seed";
import { Snapshot } from "@/lib/schemas/snapshot";
import * as statuspage from "@/lib/schemas/statuspage";
import { ProbeResultsAnswer, SurfaceView, TicketView, UpdateResult } from "@/lib/schemas/surface-view";
import { Instant, IsoTime } from "@/lib/schemas/times";
import { UpdateSurface } from "@/lib/schemas/update-surface";
import { UptimeResponse } from "@/lib/schemas/uptime";
import { Version } from "@/lib/schemas/version";
import { Description } from "./about";
import { DELIVERY_SHAPES } from "./webhooks";

/** The shapes that have a name in the description; every other one is written out where it stands. */
const NAMED: Record<string, z.ZodType> = {
  Status: pub.StatusResponse,
  Surfaces: pub.SurfacesResponse,
  Incidents: pub.IncidentsResponse,
  Surface: pub.PublicSurface,
  Incident: pub.PublicIncident,
  Maintenance: MaintenanceResponse,
  PublicWindow,
  MarketTime: pub.MarketTime,
  Time: pub.PublicTime,
  Uptime: UptimeResponse,
  JsonFeed,
  ShieldsEndpoint,
  Health,
  Version,
  Description,
  ...Object.fromEntries(Object.entries(statuspage).filter(([, it]) => it instanceof z.ZodType)),
  UpdateSurface,
  UpdateResult,
  ProbeResult: ProbeResultInput,
  ProbeResults: ProbeResultsAnswer,
  SurfaceView,
  TicketView,
  WindowPlan: MaintenanceInput,
  Window: WindowView,
  Windows: WindowList,
  Snapshot,
  Heartbeat,
  Invalidate: InvalidateBody,
  Invalidated: InvalidateResult,
  Seeded: SeedResult,
  DeliveryResult,
  ...DELIVERY_SHAPES,
  Instant,
  InternalTime: IsoTime,
};

/** Gives the shapes their names, where zod-openapi looks for them. */
export function nameShapes(): void {
  for (const [id, schema] of Object.entries(NAMED)) schema.register(z.globalRegistry, { id });
}
