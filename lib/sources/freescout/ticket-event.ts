import * as z from "zod";
import { toDelivery } from "./delivery";
import { readFields, type TaggableSurface } from "./fields";
import { parseOrRefuse } from "./invalid-delivery";
import type { ParsedDelivery } from "./ticket-snapshot";
import { Hint, Instant, Text, TicketId, WireFields } from "./wire";

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
export function parseTicketEvent(body: unknown, surfaces: readonly TaggableSurface[]): ParsedDelivery {
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
