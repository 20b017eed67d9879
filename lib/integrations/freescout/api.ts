import * as z from "zod";
import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import { InvalidDelivery, parseDelivery } from "./parse-delivery";
import type { TicketSnapshot } from "./ticket-snapshot";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 8 * 1024 * 1024;
const PAGE_SIZE = 50;
const PAGES = 4;

const Page = z.object({ _embedded: z.object({ conversations: z.array(z.unknown()) }) });
const Gone = z.object({ message: z.string() });

/** The API's address, its key, and the limited `fetch` for its requests. */
export type ApiAccess = {
  baseUrl: string;
  key: string;
  limitConcurrency: <T>(request: () => Promise<T>) => Promise<T>;
};

type Options = Parameters<typeof parseDelivery>[1];

/** The tickets that were updated, and whether the list may have been cut off. */
export type UpdatedTickets = { snapshots: TicketSnapshot[]; isComplete: boolean };

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

  /** One ticket's current state. A deleted one reads as withdrawn, one that can't be parsed as null. */
  async read(ticketId: number): Promise<TicketSnapshot | null> {
    const { status, body } = await this.get(`/conversations/${ticketId}?embed=`);
    if (status === 200) return this.parse(body);
    if (!Gone.safeParse(body).success) throw new FreescoutUnavailable("404 in an unexpected form");
    return { ticketId, status: "withdrawn", updatedAt: null, event: "api", eventId: null, fields: null };
  }

  /** Tickets that were updated since then, oldest update first; at most 200. */
  async listUpdatedSince(since: number): Promise<UpdatedTickets> {
    const snapshots: TicketSnapshot[] = [];
    for (let page = 1; page <= PAGES; page++) {
      const conversations = await this.listPage(since, page);
      snapshots.push(...conversations.map((one) => this.parse(one)).filter((snapshot) => snapshot !== null));
      if (conversations.length < PAGE_SIZE) return { snapshots, isComplete: true };
    }
    return { snapshots, isComplete: false };
  }

  private async listPage(since: number, page: number): Promise<unknown[]> {
    const query = new URLSearchParams({
      updatedSince: `${new Date(since).toISOString().slice(0, 19)}Z`,
      sortField: "updatedAt",
      sortOrder: "asc",
      pageSize: String(PAGE_SIZE),
      page: String(page),
      embed: "",
    });
    const parsed = Page.safeParse((await this.get(`/conversations?${query}`)).body);
    if (!parsed.success) throw new FreescoutUnavailable("not a list of conversations");
    return parsed.data._embedded.conversations;
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

function parseJson(text: string | null): unknown {
  if (text === null) throw new FreescoutUnavailable("too large, or broken off");
  try {
    return JSON.parse(text);
  } catch {
    throw new FreescoutUnavailable("not JSON");
  }
}
