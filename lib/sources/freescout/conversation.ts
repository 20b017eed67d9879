import * as z from "zod";
import { toDelivery } from "./delivery";
import { type FieldSlug, readFields, type TaggableSurface } from "./fields";
import { parseOrRefuse } from "./invalid-delivery";
import type { ParsedDelivery } from "./ticket-snapshot";
import { Instant, Text, TicketId, type WireField, WireFields } from "./wire";

/** FreeScout's ids of our custom fields, where configured: names can be edited, ids can't. */
export type FieldIds = { componentTag?: number; publicStatus?: number; severity?: number };

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
export function parseConversation(
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
  const id = idOf(slug, fieldIds);
  return list.find((field) => id !== undefined && field.id === id) ?? list.find(({ name }) => slugOf(name) === slug);
}

function idOf(slug: FieldSlug, { componentTag, publicStatus, severity }: FieldIds): number | undefined {
  return { component_tag: componentTag, public_status: publicStatus, incident_severity: severity }[slug];
}

/** "Component Tag" → component_tag. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** A dropdown's `value` is its option's key and `text` the label; for any other type `text` is empty. */
function readingsOf(field: WireField | undefined): string[] {
  return field ? [field.text, field.value] : [];
}
