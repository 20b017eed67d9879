import { EDGE_CONTROL, findValidTag } from "./cache-headers";

/** An edge cache that works asks one isolate for an address once a purge and once a life; more than this many times in the span, it does not. */
const BUILDS = 10;
const SPAN_MS = 5_000;
/** How long a response is remembered at most: an isolate learns of no purge that another isolate ordered. */
const LIFE_MS = 5_000;
const MOST_ADDRESSES = 50;

type Remembered = { status: number; headers: Headers; body: ArrayBuffer; madeAt: number; until: number };

/** How often an address was built since `since`, and the response that is remembered, if there is one. */
type Address = { since: number; builds: number; remembered: Remembered | null };

/**
 * Public responses that this isolate remembers for up to 5 seconds, and only while it is asked for one address more often than
 * behind an edge cache that works: so that the load on D1 is bounded where Workers Cache is on and caches nothing
 * (docs/decisions/030). A purge that this isolate orders clears it.
 */
export class IsolateMemory {
  private readonly addresses = new Map<string, Address>();
  /** A response that was being built during a purge is not remembered. */
  private purges = 0;

  clear(): void {
    this.purges++;
    this.addresses.clear();
  }

  /** A remembered response, else the one that `build` makes of the request. */
  async respond(request: Request, now: number, build: (request: Request) => Promise<Response>): Promise<Response> {
    const address = this.find(request.url, now);
    const { remembered } = address;
    if (remembered && now < remembered.until) return toResponse(remembered, request, now);
    if (++address.builds <= BUILDS) return build(request);
    const { purges } = this;
    const response = await build(wholeRequest(request));
    const lifeMs = readLife(response);
    if (lifeMs <= 0) return withoutBody(request, response);
    const { status, headers } = response;
    const made = { status, headers, body: await response.arrayBuffer(), madeAt: now, until: now + lifeMs };
    if (purges === this.purges) address.remembered = made;
    return toResponse(made, request, now);
  }

  private find(url: string, now: number): Address {
    const known = this.addresses.get(url);
    const isRecent = known && now - known.since < SPAN_MS;
    const address = isRecent ? known : { since: now, builds: 0, remembered: known?.remembered ?? null };
    this.addresses.delete(url);
    this.addresses.set(url, address);
    const [oldest] = this.addresses.keys();
    if (this.addresses.size > MOST_ADDRESSES && oldest !== undefined) this.addresses.delete(oldest);
    return address;
  }
}

/** A GET without conditions, whose response every reader of the address may get. */
function wholeRequest(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ["If-None-Match", "If-Modified-Since"]) headers.delete(name);
  return new Request(request.url, { headers });
}

/** For how long the edge may call a response fresh, in milliseconds, and no longer than we remember one; 0 for what it must not store. */
function readLife({ status, headers }: Response): number {
  const [, seconds = "0"] = /\bmax-age=(\d+)/.exec(headers.get(EDGE_CONTROL) ?? "") ?? [];
  return status === 200 ? Math.min(LIFE_MS, 1000 * Number(seconds)) : 0;
}

/** Nothing stores it beyond its own few seconds: neither the edge, should it cache after all, nor a browser that counts its age. */
function toResponse({ status, headers: made, body, madeAt }: Remembered, request: Request, now: number): Response {
  const headers = new Headers(made);
  headers.set("Age", String(Math.floor((now - madeAt) / 1000)));
  headers.set(EDGE_CONTROL, "no-store");
  const held = findValidTag(request.headers.get("If-None-Match"), headers.get("ETag") ?? "", now);
  if (held === null) return withoutBody(request, new Response(body, { status, headers }));
  headers.set("ETag", held);
  return new Response(null, { status: 304, headers });
}

const withoutBody = ({ method }: Request, response: Response): Response =>
  method === "HEAD" ? new Response(null, response) : response;
