import * as z from "zod";
import {
  type FieldSlug,
  Hint,
  Instant,
  InvalidDelivery,
  type ParsedDelivery,
  parseOrRefuse,
  readFields,
  type TaggableSurface,
  Text,
  TicketId,
  toDelivery,
  type WireField,
  WireFields,
} from "./ticket";

/** FreeScout's ids of our custom fields, where configured: names can be edited, ids can't. */
type FieldIds = Partial<Record<FieldSlug, number>>;

/** `closedAt` is not read: FreeScout never clears it on a reopen. */
const Conversation = z.object({
  id: TicketId,
  status: Text,
  state: Text,
  updatedAt: Instant,
  customFields: WireFields,
});

const CONVERSATION_KEYS = ["status", "state", "mailboxId"];

/** FreeScout's own dialect: the conversation itself, as its webhooks and its API both give it. */
function parseConversation(
  body: object,
  { surfaces, fieldIds }: { surfaces: readonly TaggableSurface[]; fieldIds: FieldIds },
): ParsedDelivery {
  const { id, status, state, updatedAt, customFields } = parseOrRefuse(Conversation, body);
  if (!CONVERSATION_KEYS.some((key) => Object.hasOwn(body, key))) {
    return { kind: "ignored", reason: "not a conversation (customer events carry a customer)" };
  }
  const fields = customFields && readFields((slug) => readingsOf(findField(customFields, slug, fieldIds)), surfaces);
  return toDelivery({ ticketId: id, status, state, updatedAt, event: null, eventId: null, fields });
}

function findField(list: readonly WireField[], slug: FieldSlug, fieldIds: FieldIds): WireField | undefined {
  const id = fieldIds[slug];
  return list.find((field) => id !== undefined && field.id === id) ?? list.find(({ name }) => slugOf(name) === slug);
}

/** "Component Tag" → component_tag. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** A dropdown's `value` is its option's key and `text` the label; for any other type `text` is empty. */
const readingsOf = (field: WireField | undefined): string[] => (field ? [field.text, field.value] : []);

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

/**
 * The design card's dialect (§5c) and the runbook's (§9): one shape in two spellings, so either spelling of a key is read
 * in either. The event is signed here, so `*.deleted`, `*.merged` and `*.spam` withdraw a ticket whose status is silent.
 */
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
    fields: list && readFields((slug) => [list.find((field) => field.slug === slug)?.value ?? ""], surfaces),
  });
}

/**
 * What a FreeScout delivery (or an API's conversation) says about its ticket, in any of the three dialects (D3).
 * @throws InvalidDelivery when there is no ticket id or the shape is none of ours
 */
export function parseDelivery(
  body: unknown,
  options: { surfaces: readonly TaggableSurface[]; fieldIds: FieldIds },
): ParsedDelivery {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new InvalidDelivery(["body: expected an object"]);
  }
  return Object.hasOwn(body, "ticket") ? parseTicketEvent(body, options.surfaces) : parseConversation(body, options);
}
