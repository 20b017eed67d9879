import { createHmac } from "node:crypto";
import { type Answer, post } from "./http";
import type { TestServer } from "./server";

/** `sha256=<hex>`, as ticket events are signed (contract §3.2). */
export const signHex = (body: string, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** Base64 of HMAC-SHA1, as FreeScout's own module signs. */
export const signBase64 = (body: string, secret: string): string =>
  createHmac("sha1", secret).update(body).digest("base64");

/** What a test says of a ticket; each dialect writes it in its own way. */
export type TicketWords = {
  id: number;
  status?: string;
  updated?: string;
  tag?: string;
  note?: string;
  severity?: string;
  /** Only where it is given: a desk may have no such field. */
  phase?: string;
  event?: string;
};

const fieldsOf = ({ tag = "", note = "", severity = "", phase }: TicketWords) =>
  [
    ["Component Tag", "component_tag", tag],
    ["Public Status", "public_status", note],
    ["Incident Severity", "incident_severity", severity],
    ...(phase === undefined ? [] : ([["Incident Phase", "incident_phase", phase]] as const)),
  ] as const;

/** The camel-case format (contract §3.3): `ticket.*`, `customFields`, no time. */
export const designCard = (words: TicketWords): string =>
  JSON.stringify({
    event: words.event ?? "ticket.updated",
    ticket: {
      id: words.id,
      status: words.status ?? "active",
      customFields: fieldsOf(words).map(([name, slug, value], i) => ({ id: 12 + i, name, slug, value })),
    },
  });

/** The snake-case format (contract §3.3): `conversation.*`, `custom_fields`, `event_id`, `ticket.updated_at`. */
export const runbook = (words: TicketWords): string =>
  JSON.stringify({
    event: words.event ?? "conversation.updated",
    event_id: `evt-${words.id}-${words.updated ?? "0"}`,
    ticket: {
      id: words.id,
      status: words.status ?? "open",
      updated_at: words.updated,
      custom_fields: fieldsOf(words).map(([, slug, value]) => ({ slug, value })),
    },
  });

const PERSON = {
  id: 71,
  type: "customer",
  firstName: "Reader",
  lastName: null,
  photoUrl: "",
  email: "reader@mail.test",
};

/** Dialect (c), what FreeScout's module really sends: the conversation, dropdowns by option key and label, every thread. */
export function native(words: TicketWords, more: object = {}): string {
  const [tag, note, severity] = [words.tag ?? "", words.note ?? "", words.severity ?? ""];
  const conversation = {
    id: words.id,
    number: words.id + 7000,
    threadsCount: 1,
    type: "email",
    folderId: 1,
    status: words.status ?? "active",
    state: "published",
    subject: "Re: secret-subject of a customer",
    preview: "secret-preview of a customer",
    mailboxId: 2,
    assignee: null,
    createdBy: PERSON,
    createdAt: "2026-05-04T08:00:00Z",
    updatedAt: words.updated ?? "2026-05-04T08:02:30Z",
    closedBy: null,
    closedByUser: null,
    closedAt: null,
    cc: ["copied@mail.test"],
    bcc: ["hidden@mail.test"],
    customer: PERSON,
    _embedded: { threads: [{ id: 1, type: "customer", body: "<p>secret-thread-body</p>", customer: PERSON }] },
    customFields: [
      { id: 21, name: "Priority", value: "", text: "" },
      { id: 12, name: "Component Tag", value: tag && "3", text: tag },
      { id: 13, name: "Public Status", value: note, text: "" },
      { id: 14, name: "Incident Severity", value: severity && "2", text: severity },
      ...(words.phase === undefined
        ? []
        : [{ id: 15, name: "Incident Phase", value: words.phase && "1", text: words.phase }]),
    ],
    ...more,
  };
  return phpJson(conversation);
}

/** As PHP's json_encode writes it: slashes escaped, nothing but ASCII. */
const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

type Delivered = Answer<{ result?: string; code?: string; detail?: string }>;

const PATH = "/api/webhooks/freescout";

/** Delivers a body to the signature-only path, signed in the way of its dialect. */
export function deliver(server: TestServer, body: string, headers: Record<string, string> = {}): Promise<Delivered> {
  const secret = server.secrets.FREESCOUT_WEBHOOK_SECRET;
  const sign = body.startsWith('{"event"') ? signHex : signBase64;
  return post(server, PATH, body, { "X-FreeScout-Signature": sign(body, secret), ...headers });
}
