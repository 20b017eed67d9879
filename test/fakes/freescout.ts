import { native, type TicketWords } from "../support/freescout";
import { type FakeServer, type Reply, startFakeServer } from "./server";

export const FREESCOUT_KEY = "0123456789abcdef-api-key";

/** A ticket at the desk; `state` is FreeScout's own (published, draft, deleted), `plain` leaves customFields out. */
export type DeskTicket = TicketWords & { updated: string; state?: string; plain?: boolean };

/** FreeScout on this machine: its REST API (the list with its paging, one conversation, the key), a page a ticket, and what was asked. */
export async function startFreescout(port = 0) {
  const fake = await startFakeServer({}, port);
  const desk = new Map<number, DeskTicket>();
  const broken = new Map<number | "list", Reply>();
  const guard =
    (answer: () => Reply): (() => Reply) =>
    () =>
      fake.asked.at(-1)?.headers["x-freescout-api-key"] === FREESCOUT_KEY
        ? answer()
        : { status: 401, body: { message: "Invalid API key", errorCode: "", _embedded: { errors: [] } } };

  fake.at(
    "/api/conversations",
    guard(() => broken.get("list") ?? list(desk, fake)),
  );
  const serve = (id: number) => {
    fake.at(
      `/api/conversations/${id}`,
      guard(() => broken.get(id) ?? read(desk.get(id))),
    );
    fake.at(`/conversation/${id}`, () => page(desk.get(id)));
  };
  return {
    ...fake,
    /**
     * Files a ticket, or edits it, and gives its webhook's body; without `updated` its `updatedAt` stays, as after an edit of a
     * custom field.
     */
    file: (ticket: Partial<DeskTicket> & { id: number }): string => {
      const before = desk.get(ticket.id) ?? { id: ticket.id, updated: "2026-01-01T00:00:00Z" };
      const filed = { ...before, ...ticket };
      desk.set(ticket.id, filed);
      serve(ticket.id);
      return native(filed);
    },
    /** Deletes a ticket for ever: 404 with JSON. */
    shred: (id: number) => desk.delete(id),
    /** Breaks the list or one ticket until it is mended by null. */
    breakOff: (what: number | "list", reply: Reply | null) => (reply ? broken.set(what, reply) : broken.delete(what)),
    lists: () => fake.to("/api/conversations"),
    reads: () => fake.asked.filter(({ path }) => /^\/api\/conversations\/\d+$/.test(path)),
  };
}

export type Freescout = Awaited<ReturnType<typeof startFreescout>>;

const conversationOf = ({ state = "published", plain, ...words }: DeskTicket) =>
  JSON.parse(native(words, { state, ...(plain && { customFields: undefined }) }));

function list(desk: ReadonlyMap<number, DeskTicket>, { asked }: FakeServer): Reply {
  const query = asked.at(-1)?.query ?? new URLSearchParams();
  const number = Number(query.get("page") ?? 1);
  const size = Math.min(Number(query.get("pageSize") ?? 50), 50);
  const since = Date.parse(query.get("updatedSince") ?? "1970-01-01T00:00:00Z");
  const found = [...desk.values()]
    .filter(({ updated, state = "published" }) => Date.parse(updated) >= since && state === "published")
    .sort((a, b) => Date.parse(a.updated) - Date.parse(b.updated));
  const conversations = found.slice((number - 1) * size, number * size).map(conversationOf);
  const page = { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number };
  return { body: { _embedded: { conversations }, page } };
}

const read = (ticket: DeskTicket | undefined): Reply =>
  ticket ? { body: conversationOf(ticket) } : { status: 404, body: { message: "Not Found", errorCode: "" } };

const page = ({ id = 0, status, tag, severity, note }: Partial<DeskTicket> = {}): Reply => ({
  body: `#${id}, ${status}: ${tag}, ${severity}\n\n${note}\n`,
});
