import { serveEndpoint } from "@/lib/server/endpoint";
import type { Docs, Example } from "@/lib/server/openapi/docs";
import { refused } from "@/lib/server/openapi/samples";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";

const FIELDS = [
  { slug: "component_tag", value: "app-raxx-app" },
  { slug: "public_status", value: "Some logins fail. We are investigating." },
  { slug: "incident_severity", value: "degraded" },
];

const named = (index: number, name: string) => ({ id: 12 + index, name, value: FIELDS[index]?.value ?? "" });

const EXAMPLES: Record<string, Example> = {
  ticket: {
    summary: "A ticket opens, in snake case",
    body: {
      event: "conversation.created",
      event_id: "evt-512-1",
      ticket: { id: 512, status: "open", updated_at: "2026-05-04T13:40:12Z", custom_fields: FIELDS },
    },
    value: { result: "hold" },
  },
  designCard: {
    summary: "A ticket opens, in camel case",
    body: { event: "ticket.created", ticket: { id: 513, status: "active", customFields: FIELDS } },
    value: { result: "hold" },
  },
  conversation: {
    summary: "A ticket closes, as FreeScout's own module sends it",
    body: {
      id: 512,
      status: "closed",
      state: "published",
      updatedAt: "2026-05-04T14:00:00Z",
      mailboxId: 2,
      customFields: [named(0, "Component Tag"), named(1, "Public Status"), named(2, "Incident Severity")],
    },
    value: { result: "let_go" },
  },
  noTicket: {
    summary: "A body without a ticket",
    body: { event: "conversation.created", ticket: { status: "open" } },
    ...refused("malformed_delivery", "ticket.id: expected a positive integer"),
  },
};

/** One of the addresses to which FreeScout delivers (contract §3.2). */
export const serveDelivery = (
  access: "signature" | "signatureAndServiceToken",
  words: Pick<Docs, "id" | "summary">,
  params?: Record<string, string>,
) =>
  serveEndpoint({
    access,
    POST: {
      handle: ({ ctx, bytes }) => receiveDelivery(ctx, bytes),
      docs: {
        ...words,
        group: "Webhooks",
        description:
          "Three payload formats are understood. Whatever is no refusal is a 200 that names the result: FreeScout retries anything else. Deliveries are ordered by their own time; a replay changes nothing.",
        body: ["TicketEvent", "Conversation"],
        responses: [{ description: "What became of it.", schema: "DeliveryResult" }],
        refusals: [
          "malformed_json",
          "incomplete_body",
          "slow_body",
          "malformed_delivery",
          "body_too_large",
          "unsupported_media_type",
          "busy",
          "unavailable",
        ],
        examples: Object.fromEntries(Object.entries(EXAMPLES).map(([name, example]) => [name, { ...example, params }])),
      },
    },
  });
