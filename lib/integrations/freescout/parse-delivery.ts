import * as z from "zod";
import { PHASES, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { Instant as IsoInstant } from "@/lib/schemas/times";
import type { ParsedDelivery, TicketFields, TicketSnapshot, TicketStatus } from "./ticket-snapshot";

/** A body in no known payload format, or one without a ticket id; `issues` name paths and rules, never the payload's values. */
export class InvalidDelivery extends Error {
  override readonly name = "InvalidDelivery";

  constructor(readonly issues: readonly string[]) {
    super(`Not a FreeScout delivery: ${issues.join("; ")}`);
  }
}

function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidDelivery(result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`));
}

const HINT_MAX_CHARS = 100;

/** A positive safe integer, also one written as a string. */
const TicketId = z.preprocess(
  (value) => (typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value),
  z.int("expected a positive integer").positive("expected a positive integer"),
);

/** Trimmed text; a number becomes text, anything else is empty. */
const Text = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim())
  .catch("");

/** A field's value; a list of texts, as a multi-select may send it, is read as if separated by commas. */
const Value = z.union([z.array(z.string()).transform((list) => list.join(", ")), Text]);

/** Text for the log only: cut, and null where empty. */
const Hint = Text.transform((text) => text.slice(0, HINT_MAX_CHARS) || null);

/** ISO 8601 with `Z` or an offset (PHP's `+0000` too) as epoch ms, in the years of contract §5.1; anything else is null. */
const Instant = z
  .string()
  .transform((text) => text.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(IsoInstant)
  .nullable()
  .catch(null);

const WireField = z
  .object({ id: TicketId.nullable().catch(null), name: Text, slug: Text, value: Value, text: Text })
  .catch({ id: null, name: "", slug: "", value: "", text: "" });
type WireField = z.infer<typeof WireField>;

/** The most custom fields that are read: a ticket has a handful, and a longer list counts as none. */
const FIELDS_MAX = 200;

/** The custom fields, or null where the payload has none; `[]` is not null. */
const WireFields = z
  .unknown()
  .refine((list) => !Array.isArray(list) || list.length <= FIELDS_MAX, { abort: true })
  .pipe(z.array(WireField).nullable())
  .catch(null);

type FieldSlug = "component_tag" | "public_status" | "incident_severity" | "incident_phase";

type TaggableSurface = { id: string; displayName: string };

/** Null where the tag's field is missing: the mailbox has none of ours. */
function readFields(
  listReadings: (slug: FieldSlug) => readonly string[] | null,
  surfaces: readonly TaggableSurface[],
): TicketFields | null {
  const tag = listReadings("component_tag");
  if (tag === null) return null;
  return {
    ...readTag(tag.filter(Boolean), surfaces),
    publicStatus: listReadings("public_status")?.find(Boolean) ?? null,
    severity: readWord(listReadings("incident_severity"), TICKET_SEVERITIES) ?? "degraded",
    phase: readWord(listReadings("incident_phase"), PHASES),
  };
}

type Tag = Pick<TicketFields, "surfaceIds" | "unknownTag">;

/** The first reading that names a surface, as a whole or between commas; where none does, the first one is unknown. */
function readTag(readings: readonly string[], surfaces: readonly TaggableSurface[]): Tag {
  for (const reading of readings) {
    const tag = splitTag(reading, surfaces);
    if (tag.surfaceIds.length > 0) return tag;
  }
  return { surfaceIds: [], unknownTag: readings[0] ?? null };
}

function splitTag(reading: string, surfaces: readonly TaggableSurface[]): Tag {
  const whole = findSurface(reading, surfaces);
  if (whole) return { surfaceIds: [whole.id], unknownTag: null };
  const names = reading.split(/[,;\n]/).flatMap((name) => name.trim() || []);
  const found = names.map((name) => findSurface(name, surfaces)?.id);
  const unknown = names.filter((_, i) => found[i] === undefined);
  return { surfaceIds: [...new Set(found)].filter((id) => id !== undefined), unknownTag: unknown.join(", ") || null };
}

function findSurface(tag: string, surfaces: readonly TaggableSurface[]): TaggableSurface | undefined {
  const wanted = tag.toLowerCase();
  return (
    surfaces.find(({ id }) => id.toLowerCase() === wanted) ??
    surfaces.find(({ displayName }) => displayName.trim().toLowerCase() === wanted)
  );
}

/** The first word of a label ("Partial outage"), where it is one of these (contract §3.1). */
function readWord<Word extends string>(readings: readonly string[] | null, words: readonly Word[]): Word | null {
  for (const reading of readings ?? []) {
    const [first] = reading.toLowerCase().split(/[^a-z]/, 1);
    const word = words.find((one) => one === first);
    if (word) return word;
  }
  return null;
}

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

const CUSTOMER_REPLY = /(?:^|\.)customer\.reply\.created$/i;

/** Deletion outranks status, which FreeScout leaves on a deleted conversation; an unknown status is ignored, since FreeScout would only repeat a refused delivery. */
function toDelivery({ status, state, ...rest }: WireTicket): ParsedDelivery {
  const lifecycle = state.toLowerCase();
  if (lifecycle === "draft") return { kind: "ignored", reason: "a draft" };
  const isWithdrawn = lifecycle === "deleted" || WITHDRAWING_EVENT.test(rest.event ?? "");
  const known = isWithdrawn ? "withdrawn" : STATUSES.get(status.toLowerCase());
  if (!known) return { kind: "ignored", reason: `unknown ticket status ${JSON.stringify(status.slice(0, 32))}` };
  const isCustomerReply = known === "open" && (rest.isCustomerReply || CUSTOMER_REPLY.test(rest.event ?? ""));
  return { kind: "ticket", snapshot: { ...rest, status: known, isCustomerReply } };
}

/** FreeScout's ids of our custom fields, where configured: names can be edited, ids can't. */
type FieldIds = Partial<Record<FieldSlug, number>>;

/** FreeScout never clears `closedAt` on a reopen, so it says when the ticket was last closed and not whether it is. */
const Conversation = z.object({
  id: TicketId,
  status: Text,
  state: Text,
  updatedAt: Instant,
  closedAt: Instant,
  userUpdatedAt: Instant,
  customerWaitingSince: z.object({ latestReplyFrom: Text }).catch({ latestReplyFrom: "" }),
  customFields: WireFields,
});

const CONVERSATION_KEYS = ["status", "state", "mailboxId"];

function parseConversation(
  body: object,
  { surfaces, fieldIds }: { surfaces: readonly TaggableSurface[]; fieldIds: FieldIds },
): ParsedDelivery {
  const { id, status, state, updatedAt, customFields, ...touched } = parseOrRefuse(Conversation, body);
  if (!CONVERSATION_KEYS.some((key) => Object.hasOwn(body, key))) {
    return { kind: "ignored", reason: "not a conversation (customer events carry a customer)" };
  }
  const fields = customFields && readFields((slug) => listReadings(findField(customFields, slug, fieldIds)), surfaces);
  const isCustomerReply = isUntouchedSinceClose(touched) && touched.customerWaitingSince.latestReplyFrom === "customer";
  return toDelivery({ ticketId: id, status, state, updatedAt, event: null, eventId: null, isCustomerReply, fields });
}

const isUntouchedSinceClose = ({
  closedAt,
  userUpdatedAt,
}: {
  closedAt: number | null;
  userUpdatedAt: number | null;
}) => closedAt !== null && userUpdatedAt !== null && userUpdatedAt <= closedAt;

function findField(list: readonly WireField[], slug: FieldSlug, fieldIds: FieldIds): WireField | undefined {
  const id = fieldIds[slug];
  return list.find((field) => id !== undefined && field.id === id) ?? list.find(({ name }) => readSlug(name) === slug);
}

/** "Component Tag" → component_tag. */
function readSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** A dropdown's `value` is its option's key and `text` the label; for any other type `text` is empty. */
const listReadings = (field: WireField | undefined): string[] | null => (field ? [field.text, field.value] : null);

const TicketEvent = z.object({
  event: Hint,
  event_id: Hint,
  ticket: z.object({
    id: TicketId,
    status: Text,
    state: Text,
    updated_at: Instant,
    updatedAt: Instant,
    custom_fields: WireFields,
    customFields: WireFields,
  }),
});

/** Two payload formats in one: either spelling of a key is read. The event is signed, so `*.deleted`, `*.merged` and `*.spam` withdraw a ticket. */
function parseTicketEvent(body: unknown, surfaces: readonly TaggableSurface[]): ParsedDelivery {
  const { event, event_id, ticket } = parseOrRefuse(TicketEvent, body);
  const list = ticket.customFields ?? ticket.custom_fields;
  return toDelivery({
    ticketId: ticket.id,
    status: ticket.status,
    state: ticket.state,
    updatedAt: ticket.updated_at ?? ticket.updatedAt,
    event,
    eventId: event_id,
    isCustomerReply: false,
    fields: list && readFields((slug) => listValues(list.find((field) => field.slug === slug)), surfaces),
  });
}

const listValues = (field: WireField | undefined): string[] | null => (field ? [field.value] : null);

/** The ticket in a FreeScout delivery or API response, in any of the three payload formats. @throws InvalidDelivery without a ticket id or a known shape */
export function parseDelivery(
  body: unknown,
  options: { surfaces: readonly TaggableSurface[]; fieldIds: FieldIds },
): ParsedDelivery {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new InvalidDelivery(["body: expected an object"]);
  }
  return Object.hasOwn(body, "ticket") ? parseTicketEvent(body, options.surfaces) : parseConversation(body, options);
}
