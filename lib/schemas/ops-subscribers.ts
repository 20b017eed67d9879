import * as z from "zod";
import { CHANNELS, SUBSCRIBER_STATES } from "@/lib/core/notices/channels";
import { LANGUAGES } from "./language";
import { RequestId } from "./request-id";
import { IsoTime } from "./times";

/** How far a limit of sign-ups that concerns everybody is used (contract §20.5): `near` from 80 % on. */
export const SignUpLimit = z.strictObject({
  limit: z.enum(["letters_a_day", "unconfirmed", "unsent_browsers"]),
  count: z.int(),
  most: z.int(),
  level: z.enum(["ok", "near", "reached"]),
});
export type SignUpLimit = z.infer<typeof SignUpLimit>;

/** `GET /api/ops/subscribers` (contract §20.6): counts and what became of deliveries, never an address. */
export const OpsSubscribers = z.strictObject({
  channels: z.array(z.enum(CHANNELS)),
  counts: z.array(z.strictObject({ channel: z.enum(CHANNELS), state: z.enum(SUBSCRIBER_STATES), count: z.int() })),
  /** Confirmed ones by the surface that they chose; null stands for all. */
  surfaces: z.array(z.strictObject({ surface_id: z.string().nullable(), count: z.int() })),
  limits: z.array(SignUpLimit),
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

/** How much one import takes: what a form can send twice, as typed and as its step's state. */
export const IMPORT_LINES = 2_000;
export const IMPORT_BYTES = 250_000;

const isInBytes = (text: string): boolean => new TextEncoder().encode(text).byteLength <= IMPORT_BYTES;

/** A list of another status page to import; the operator states that its people had confirmed their addresses. */
export const OpsImportSubscribers = z.strictObject({
  request_id: RequestId,
  csv: z.string().refine(isInBytes, `must be at most ${IMPORT_BYTES.toLocaleString("en")} bytes: import it in parts`),
  /** `Their name = our surface id`, one a line. */
  names: z.string().max(10_000).default(""),
  confirmed_before: z.literal(true, "must be true: only who has confirmed before is imported"),
  language: z.enum(LANGUAGES).default(LANGUAGES[0]),
  /** Answers what an import would do; nothing is stored. */
  preview: z.boolean().default(false),
});
export type OpsImportSubscribers = z.output<typeof OpsImportSubscribers>;

/** Why a line is left out of an import. */
export const LEFT_OUT = [
  "not_mail",
  "no_address",
  "unconfirmed",
  "quarantined",
  "not_active",
  "unknown_components",
  "misaligned",
  "repeated",
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Counts alone: `already` are subscribed and stay as they are, `skipped` have unsubscribed or nothing is sent to them. */
export const OpsImported = z.strictObject({
  lines: z.int(),
  addresses: z.int(),
  already: z.int(),
  skipped: z.int(),
  left_out: z.partialRecord(z.enum(LEFT_OUT), z.int()),
});
export type OpsImported = z.infer<typeof OpsImported>;

/** What an import would do. Names are columns' and components', at most 50 of each. */
export const OpsImportPreview = z.strictObject({
  ...OpsImported.shape,
  columns: z.strictObject({ read: z.array(z.string()), ignored: z.array(z.string()) }).nullable(),
  /** Components that are no surface of ours, by how many people chose them. */
  unknown_components: z.array(z.strictObject({ name: z.string(), people: z.int() })),
});
export type OpsImportPreview = z.infer<typeof OpsImportPreview>;
