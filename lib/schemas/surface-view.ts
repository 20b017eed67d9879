import * as z from "zod";
import { SOURCES, STATES, TICKET_SEVERITIES } from "@/lib/engine/states";
import { IsoTime } from "./times";

/** An open ticket, as callers that we know see it. */
export const TicketView = z.strictObject({
  freescout_ticket_id: z.int().positive().nullable(),
  severity: z.enum(TICKET_SEVERITIES),
  counts_as: z.enum(TICKET_SEVERITIES),
  updated_at: IsoTime,
  public_note: z.string().nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/** A surface for callers that we know: stored and shown state, and why. Never public. */
export const SurfaceView = z.strictObject({
  id: z.string(),
  state: z.enum(STATES),
  shown_state: z.enum(STATES),
  state_since: IsoTime,
  state_source: z.enum(SOURCES),
  ticket_pending: z.boolean(),
  public_note: z.string().nullable(),
  last_probe_ok: z.boolean().nullable(),
  last_probe_at: IsoTime.nullable(),
  last_probe_latency_ms: z.number().nonnegative().nullable(),
  last_probe_status_code: z.int().nullable(),
  maintenance_until: IsoTime.nullable(),
  overridden: z.boolean(),
  override_expires_at: IsoTime.nullable(),
  open_tickets: z.array(TicketView),
  because: z.string(),
  shown_because: z.string(),
  updated_at: IsoTime,
});
export type SurfaceView = z.infer<typeof SurfaceView>;

/** Answer of `POST /api/internal/status/update-surface`. */
export const UpdateResult = z.strictObject({ surface: SurfaceView, changed: z.boolean() });
export type UpdateResult = z.infer<typeof UpdateResult>;

/** Answer of `POST /api/internal/status/probe-results`: each surface that was reported on. */
export const ProbeResultsAnswer = z.strictObject({ surfaces: z.array(SurfaceView) });
export type ProbeResultsAnswer = z.infer<typeof ProbeResultsAnswer>;
