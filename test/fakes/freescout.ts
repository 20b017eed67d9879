import { native, type TicketWords } from "../support/freescout";
import { type Asked, type Reply, startFakeServer } from "./server";

export const FREESCOUT_KEY = "0123456789abcdef-api-key";

/** A ticket at the desk; `state` is FreeScout's own (published, draft, deleted), `plain` leaves customFields out. */
export type DeskTicket = TicketWords & {
  updated: string;
  state?: string;
  plain?: boolean;
  /** A page of the list that holds it fails. */
  unlistable?: boolean;
  /** More of the conversation, as FreeScout sends it. */
  more?: object;
};

/** FreeScout on this machine: its REST API (the list with its paging, one conversation, the key), a page a ticket, and what was asked. */
export async function startFreescout(port = 0) {
  const fake = await startFakeServer({}, port);
  const desk = new Map<number, DeskTicket>();
  const broken = new Map<number | "list" | "all", Reply>();
  let afterPage: (() => void) | null = null;
  const guard =
    (answer: (asked: Asked) => Reply) =>
    (asked: Asked): Reply =>
      asked.headers["x-freescout-api-key"] === FREESCOUT_KEY
        ? (broken.get("all") ?? answer(asked))
        : { status: 401, body: { message: "Invalid API key", errorCode: "", _embedded: { errors: [] } } };

  fake.at(
    "/api/conversations",
    guard(({ query }) => {
      const page = broken.get("list") ?? list(desk, query);
      afterPage?.();
      return page;
    }),
  );
  const serve = (id: number) => {
    fake.at(
      `/api/conversations/${id}`,
      guard(({ query }) => broken.get(id) ?? read(desk.get(id), query)),
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
      return native(filed, filed.more);
    },
    /** Deletes a ticket for ever: 404 with JSON. */
    shred: (id: number) => desk.delete(id),
    /** Breaks the list, one ticket or all of it until it is mended by null. */
    breakOff: (what: number | "list" | "all", reply: Reply | null) =>
      reply ? broken.set(what, reply) : broken.delete(what),
    /** Does something at the desk between two pages of the list. */
    betweenPages: (change: (() => void) | null) => {
      afterPage = change;
    },
    lists: () => fake.to("/api/conversations"),
    reads: () => fake.asked.filter(({ path }) => /^\/api\/conversations\/\d+$/.test(path)),
  };
}

export type Freescout = Awaited<ReturnType<typeof startFreescout>>;

const conversationOf = ({ state = "published", plain, unlistable: _, more, ...words }: DeskTicket) =>
  JSON.parse(native(words, { state, ...(plain && { customFields: undefined }), ...more }));

/** As FreeScout's list: no threads, by status, 50 a page at most; a page that holds an unlistable ticket fails. */
function list(desk: ReadonlyMap<number, DeskTicket>, query: URLSearchParams): Reply {
  const number = Number(query.get("page") ?? 1);
  const size = Math.min(Number(query.get("pageSize") ?? 50), 50);
  const since = Date.parse(query.get("updatedSince") ?? "1970-01-01T00:00:00Z");
  const statuses = query.get("status")?.split(",");
  const found = [...desk.values()]
    .filter(({ updated, state = "published" }) => Date.parse(updated) >= since && state === "published")
    .filter(({ status = "active" }) => statuses?.includes(status) ?? true)
    .sort((a, b) => Date.parse(a.updated) - Date.parse(b.updated));
  const shown = found.slice((number - 1) * size, number * size);
  if (shown.some(({ unlistable }) => unlistable)) return { status: 500, body: { message: "Server Error" } };
  const page = { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number };
  return { body: { _embedded: { conversations: shown.map(conversationOf) }, page } };
}

/** One conversation; with all its threads, unless something else is asked to be embedded. */
function read(ticket: DeskTicket | undefined, query: URLSearchParams): Reply {
  if (!ticket) return { status: 404, body: { message: "Not Found", errorCode: "" } };
  const conversation = conversationOf(ticket);
  if (query.get("embed")) conversation._embedded = { threads: [] };
  return { body: conversation };
}

const page = ({ id = 0, status, tag, severity, note }: Partial<DeskTicket> = {}): Reply => ({
  body: `#${id}, ${status}: ${tag}, ${severity}\n\n${note}\n`,
});
