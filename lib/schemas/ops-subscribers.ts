import * as z from "zod";
import { CHANNELS, SUBSCRIBER_STATES } from "@/lib/core/notices/channels";
import { LANGUAGES } from "./language";
import { RequestId } from "./request-id";
import { IsoTime } from "./times";

/** `GET /api/ops/subscribers` (contract §20.6): counts and what became of deliveries, never an address. */
export const OpsSubscribers = z.strictObject({
  channels: z.array(z.enum(CHANNELS)),
  counts: z.array(z.strictObject({ channel: z.enum(CHANNELS), state: z.enum(SUBSCRIBER_STATES), count: z.int() })),
  /** Confirmed ones by the surface that they chose; null stands for all. */
  surfaces: z.array(z.strictObject({ surface_id: z.string().nullable(), count: z.int() })),
  queue: z.strictObject({ due: z.int(), oldest_due_at: IsoTime.nullable() }),
  /** From an event to its messages, in 30 days. */
  delays: z.strictObject({ sent: z.int(), p50_ms: z.int().nullable(), p95_ms: z.int().nullable() }),
  page_delays: z.strictObject({ shown: z.int(), p50_ms: z.int().nullable(), p95_ms: z.int().nullable() }),
  events: z.array(
    z.strictObject({
      id: z.int(),
      subject: z.string(),
      step: z.string(),
      created_at: IsoTime,
      /** How many deliveries came to what: `sent`, `due`, or a reason. */
      deliveries: z.record(z.string(), z.int()),
    }),
  ),
});
export type OpsSubscribers = z.infer<typeof OpsSubscribers>;

/** Sends dead letters again, of one event or of all. */
export const OpsResend = z.strictObject({ request_id: RequestId, event_id: z.int().positive().optional() });
export type OpsResend = z.infer<typeof OpsResend>;

/** Addresses to import, each line's first cell that is one; the operator states that their people had confirmed them. */
export const OpsImportSubscribers = z.strictObject({
  request_id: RequestId,
  csv: z.string().max(60_000),
  confirmed_before: z.literal(true),
  language: z.enum(LANGUAGES).default(LANGUAGES[0]),
});
export type OpsImportSubscribers = z.output<typeof OpsImportSubscribers>;

/** `without`: lines without an address; `skipped`: addresses that have unsubscribed, or that nothing is sent to. */
export const OpsImported = z.strictObject({ lines: z.int(), addresses: z.int(), without: z.int(), skipped: z.int() });
export type OpsImported = z.infer<typeof OpsImported>;
