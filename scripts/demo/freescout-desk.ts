import { createHmac } from "node:crypto";
import type { FarEnd, Question, Reply } from "./serve-far-ends";

/** A ticket as the desk's people know it. */
export type Ticket = {
  id: number;
  status: "active" | "closed";
  /** A surface by the name that the tag's dropdown shows. */
  tag: string;
  severity: "degraded" | "partial" | "down";
  note: string;
  /** Epoch milliseconds; FreeScout tells whole seconds. */
  updatedAt: number;
};

const MAX_PAGE = 50;
const seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A FreeScout: tickets, each with a page, its REST API as far as the reconciler reads it, and its webhook's words. */
export function makeDesk(key: string) {
  const tickets = new Map<number, Ticket>();
  const farEnd: FarEnd = (question) => {
    const shown = tickets.get(Number(/^conversation\/(\d+)$/.exec(question.path)?.[1]));
    if (shown) return { body: `#${shown.id}, ${shown.status}: ${shown.tag}, ${shown.severity}\n\n${shown.note}\n` };
    if (question.headers["x-freescout-api-key"] !== key) return { status: 401, body: { message: "Invalid API key" } };
    if (question.path === "api/conversations") return list([...tickets.values()], question);
    const ticket = tickets.get(Number(/^api\/conversations\/(\d+)$/.exec(question.path)?.[1]));
    return ticket ? { body: conversationOf(ticket) } : null;
  };
  /** Files a ticket, or says something else of it; gives the webhook's body. */
  const write = (ticket: Ticket): string => {
    tickets.set(ticket.id, ticket);
    return JSON.stringify(conversationOf(ticket)).replaceAll("/", "\\/"); // as PHP writes it
  };
  return { farEnd, write };
}

export type Desk = ReturnType<typeof makeDesk>;

/** Base64 of HMAC-SHA1, as FreeScout's own module signs. */
export const signDelivery = (body: string, secret: string): string =>
  createHmac("sha1", secret).update(body).digest("base64");

function list(tickets: readonly Ticket[], { query }: Question): Reply {
  const number = Number(query.get("page") ?? 1);
  const size = Math.min(Number(query.get("pageSize") ?? MAX_PAGE), MAX_PAGE);
  const since = Date.parse(query.get("updatedSince") ?? seconds(0));
  const found = tickets
    .filter(({ updatedAt }) => Date.parse(seconds(updatedAt)) >= since)
    .toSorted((a, b) => a.updatedAt - b.updatedAt);
  const conversations = found.slice((number - 1) * size, number * size).map(conversationOf);
  const page = { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number };
  return { body: { _embedded: { conversations }, page } };
}

/** A conversation in FreeScout's own dialect: dropdowns by their option's key, its label beside it. */
const conversationOf = ({ id, status, tag, severity, note, updatedAt }: Ticket) => ({
  id,
  number: id,
  type: "email",
  status,
  state: "published",
  subject: `Report about ${tag}`,
  mailboxId: 1,
  updatedAt: seconds(updatedAt),
  customFields: [
    { id: 1, name: "Component Tag", value: "1", text: tag },
    { id: 2, name: "Public Status", value: note, text: "" },
    { id: 3, name: "Incident Severity", value: "1", text: severity },
  ],
});
