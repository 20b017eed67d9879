import * as z from "zod";
import { TICKET_SEVERITIES, type TicketSeverity } from "@/lib/engine/states";

/** What a ticket is to us; `withdrawn` is deleted, merged away or spam. */
type TicketStatus = "open" | "closed" | "withdrawn";

/** The three custom fields of §5b: an unknown tag is kept as it was written, an unset severity is `degraded`. */
type TicketFields = {
  componentTag: string | null;
  publicStatus: string | null;
  severity: TicketSeverity;
};

/** One ticket as one delivery shows it, whichever dialect it came in (D3): the allow-list of what leaves this folder. */
export type TicketSnapshot = {
  ticketId: number;
  status: TicketStatus;
  /** Epoch ms as the payload gives it, unclamped; null where it gives none. */
  updatedAt: number | null;
  /** Hints for the log only. */
  event: string | null;
  eventId: string | null;
  /** Null where the payload carries no custom fields at all. */
  fields: TicketFields | null;
};

export type ParsedDelivery = { kind: "ticket"; snapshot: TicketSnapshot } | { kind: "ignored"; reason: string };

/** Two snapshots with equal fingerprints are one delivery and its replay; the log's hints don't count. */
export function fingerprint({ ticketId, status, updatedAt, fields }: TicketSnapshot): string {
  const read = fields && [fields.componentTag, fields.publicStatus, fields.severity];
  return JSON.stringify([ticketId, status, updatedAt, read]);
}

/** A body that no dialect explains, or one without a ticket id; `issues` name paths and rules, never the payload's values. */
export class InvalidDelivery extends Error {
  override readonly name = "InvalidDelivery";

  constructor(readonly issues: readonly string[]) {
    super(`Not a FreeScout delivery: ${issues.join("; ")}`);
  }
}

/** The parsed value, or InvalidDelivery. */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidDelivery(result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`));
}

const HINT_MAX_CHARS = 100;

/** A positive safe integer, also one written as a string. */
export const TicketId = z.preprocess(
  (value) => (typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value),
  z.int("expected a positive integer").positive("expected a positive integer"),
);

/** Trimmed text; a number is written out, anything else is empty. */
export const Text = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim())
  .catch("");

/** Text for the log only: cut, and null where empty. */
export const Hint = Text.transform((text) => text.slice(0, HINT_MAX_CHARS) || null);

/** ISO 8601 with `Z` or an offset (PHP's `+0000` too) as epoch ms; anything else is null. */
export const Instant = z
  .string()
  .transform((text) => text.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(z.iso.datetime({ offset: true }).transform(Date.parse))
  .pipe(z.int())
  .nullable()
  .catch(null);

/** One custom field in any dialect; what is missing is empty. */
export const WireField = z
  .object({ id: TicketId.nullable().catch(null), name: Text, slug: Text, value: Text, text: Text })
  .catch({ id: null, name: "", slug: "", value: "", text: "" });
export type WireField = z.infer<typeof WireField>;

/** A ticket has a handful of custom fields; a longer list is none. */
const FIELDS_MAX = 200;

/** The custom fields, or null where the payload has none: `[]` is not null. */
export const WireFields = z
  .unknown()
  .refine((list) => !Array.isArray(list) || list.length <= FIELDS_MAX, { abort: true })
  .pipe(z.array(WireField).nullable())
  .catch(null);

/** The slugs of the custom fields that we read (§5b). */
export type FieldSlug = "component_tag" | "public_status" | "incident_severity";

/** What a tag may name: a surface by its id or by its display name. */
export type TaggableSurface = { id: string; displayName: string };

/** The three fields from what each may be read as, best reading first (a dropdown has a label and a key). */
export function readFields(
  readingsOf: (slug: FieldSlug) => readonly string[],
  surfaces: readonly TaggableSurface[],
): TicketFields {
  return {
    componentTag: readTag(readingsOf("component_tag").filter(Boolean), surfaces),
    publicStatus: readingsOf("public_status").find(Boolean) ?? null,
    severity: readSeverity(readingsOf("incident_severity")),
  };
}

function readTag(readings: readonly string[], surfaces: readonly TaggableSurface[]): string | null {
  for (const reading of readings) {
    const surface = findSurface(reading, surfaces);
    if (surface) return surface.id;
  }
  return readings[0] ?? null;
}

function findSurface(tag: string, surfaces: readonly TaggableSurface[]): TaggableSurface | undefined {
  const wanted = tag.toLowerCase();
  return (
    surfaces.find(({ id }) => id.toLowerCase() === wanted) ??
    surfaces.find(({ displayName }) => displayName.trim().toLowerCase() === wanted)
  );
}

/** Labels go on after the word ("Partial outage"); anything else is the default of §5d. */
function readSeverity(readings: readonly string[]): TicketSeverity {
  for (const reading of readings) {
    const severity = TICKET_SEVERITIES.find((word) => reading.toLowerCase().startsWith(word));
    if (severity) return severity;
  }
  return "degraded";
}

/** Any dialect's word for a ticket's status → ours. */
const STATUSES: ReadonlyMap<string, TicketStatus> = new Map([
  ["open", "open"],
  ["active", "open"],
  ["pending", "open"],
  ["closed", "closed"],
  ["spam", "withdrawn"],
  ["deleted", "withdrawn"],
  ["merged", "withdrawn"],
  ["trash", "withdrawn"],
]);

const WITHDRAWING_EVENT = /\.(deleted|deleted_forever|merged|spam)$/i;

type WireTicket = Omit<TicketSnapshot, "status"> & { status: string; state: string };

/**
 * The delivery of a ticket whose status is still in the wire's words. Deletion outranks status: FreeScout leaves the last
 * status on a deleted conversation. An unknown status is ignored, since a refusal would only be retried.
 */
export function toDelivery({ status, state, ...rest }: WireTicket): ParsedDelivery {
  const lifecycle = state.toLowerCase();
  if (lifecycle === "draft") return { kind: "ignored", reason: "a draft" };
  const isWithdrawn = lifecycle === "deleted" || WITHDRAWING_EVENT.test(rest.event ?? "");
  const known = isWithdrawn ? "withdrawn" : STATUSES.get(status.toLowerCase());
  if (!known) return { kind: "ignored", reason: `unknown ticket status ${JSON.stringify(status.slice(0, 32))}` };
  return { kind: "ticket", snapshot: { ...rest, status: known } };
}
