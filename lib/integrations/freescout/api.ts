import * as z from "zod";
import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import { InvalidDelivery, parseDelivery } from "./parse-delivery";
import type { TicketSnapshot } from "./ticket-snapshot";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 8 * 1024 * 1024;

const Page = z.object({
  _embedded: z.object({ conversations: z.array(z.unknown()) }),
  page: z.object({ totalPages: z.int() }).nullable().catch(null),
});
const Time = z.object({ updatedAt: z.string().transform(Date.parse).pipe(z.int()) });
const Gone = z.object({ message: z.string() });

/** The API's address, its key, and the limited `fetch` for its requests. */
export type ApiAccess = {
  baseUrl: string;
  key: string;
  limitConcurrency: <T>(request: () => Promise<T>) => Promise<T>;
};

type Options = Parameters<typeof parseDelivery>[1];

/** Which part of the list of open tickets: those updated after `since` (epoch ms), in pages of `size`. */
export type PageOfOpen = { since: number; page: number; size: number };

/** Open tickets, oldest update first; `lastUpdatedAt` is that of the last one, null where it can't be read. */
export type OpenTickets = { snapshots: TicketSnapshot[]; lastUpdatedAt: number | null; isLast: boolean };

type FreescoutResponse = { status: 200 | 404; body: unknown };

/** FreeScout's own address, derived from that of its API. */
export const toFreescoutUrl = (apiUrl: string): string => apiUrl.replace(/\/+$/, "").replace(/\/api$/, "");

/** FreeScout's API did not answer, or not with the documented response. */
export class FreescoutUnavailable extends Error {}

/** The two reads of FreeScout's REST API that the reconciler needs; never threads, customers or bodies. */
export class FreescoutApi {
  constructor(
    private readonly access: ApiAccess,
    private readonly options: Options,
  ) {}

  /** One ticket's present state. One that is gone reads as withdrawn, one that can't be parsed as null. @throws FreescoutUnavailable also where the answer is another ticket */
  async read(ticketId: number): Promise<TicketSnapshot | null> {
    // Without `embed`, or with an empty one, the response would hold all threads.
    const { status, body } = await this.get(`/conversations/${ticketId}?embed=tags`);
    if (status === 200) return requireTicket(ticketId, this.parse(body));
    if (!Gone.safeParse(body).success) throw new FreescoutUnavailable("404 in an unexpected form");
    const rest = { updatedAt: null, event: "api", eventId: null, isCustomerReply: false, fields: null };
    return { ticketId, status: "withdrawn", ...rest };
  }

  /** One page of the tickets that are active or pending. */
  async listOpen({ since, page, size }: PageOfOpen): Promise<OpenTickets> {
    const query = new URLSearchParams({
      status: "active,pending",
      updatedSince: `${new Date(since).toISOString().slice(0, 19)}Z`,
      sortField: "updatedAt",
      sortOrder: "asc",
      pageSize: String(size),
      page: String(page),
    });
    const parsed = Page.safeParse((await this.get(`/conversations?${query}`)).body);
    if (!parsed.success) throw new FreescoutUnavailable("not a list of conversations");
    const { conversations } = parsed.data._embedded;
    const totalPages = parsed.data.page?.totalPages ?? null;
    return {
      snapshots: conversations.map((one) => this.parse(one)).filter((snapshot) => snapshot !== null),
      lastUpdatedAt: Time.safeParse(conversations.at(-1)).data?.updatedAt ?? null,
      isLast: conversations.length === 0 || (totalPages === null ? conversations.length < size : page >= totalPages),
    };
  }

  private parse(conversation: unknown): TicketSnapshot | null {
    try {
      const delivery = parseDelivery(conversation, this.options);
      return delivery.kind === "ticket" ? delivery.snapshot : null;
    } catch (error) {
      if (error instanceof InvalidDelivery) return null;
      throw error;
    }
  }

  private get(path: string): Promise<FreescoutResponse> {
    return this.access.limitConcurrency(() => this.request(path));
  }

  private async request(path: string): Promise<FreescoutResponse> {
    const response = await boundedFetch(`${toFreescoutUrl(this.access.baseUrl)}/api${path}`, {
      headers: { "X-FreeScout-API-Key": this.access.key, Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new FreescoutUnavailable("no answer", { cause });
    });
    const { status } = response;
    if (status !== 200 && status !== 404) {
      await response.body?.cancel();
      throw new FreescoutUnavailable(`answered ${status}`);
    }
    const text = await readText(response, MAX_BYTES).catch(() => null);
    return { status, body: parseJson(text) };
  }
}

function requireTicket(ticketId: number, snapshot: TicketSnapshot | null): TicketSnapshot | null {
  if (snapshot === null || snapshot.ticketId === ticketId) return snapshot;
  throw new FreescoutUnavailable("answered with another ticket");
}

function parseJson(text: string | null): unknown {
  if (text === null) throw new FreescoutUnavailable("too large, or broken off");
  try {
    return JSON.parse(text);
  } catch {
    throw new FreescoutUnavailable("not JSON");
  }
}
