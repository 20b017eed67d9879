import { policyOf } from "./policy";
import { DONE, type PurgeOptions, type PurgeResult, selectorOf } from "./purge";
import { type CacheStatus, confirmed, respond, type Stored, store, strip } from "./stored";

/** The Worker behind the cache, and the context whose work continues after the response. */
type Origin = { fetch: (request: Request) => Promise<Response> };
type Context = { waitUntil: (work: Promise<unknown>) => void };

/** The stored responses of one key: one, or one for each combination of values of the headers that `Vary` names. */
type Entry = { path: string; vary: readonly string[]; variants: Map<string, Stored> };

/** The result of a request to the origin: a stored response for all waiting requests, or one for this request alone. */
type Fill = { stored: Stored; status: CacheStatus } | { response: Response };

/** Each is part of the key, against poisoning (Cache keys). */
const POISONS = [
  ...["x-http-method-override", "x-http-method", "x-method-override", "x-forwarded-host", "x-host"],
  ...["x-forwarded-scheme", "x-original-url", "x-rewrite-url", "forwarded"],
];

/** Never sent to the origin by a cache that wants the whole response. */
const CONDITIONS = ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"];

/** Path and query of an absolute URL, without constructing a URL. */
export const pathAndQuery = (url: string): string => url.slice(url.indexOf("/", url.indexOf("//") + 2));

const pathOf = (key: string): string => key.split(/[?\n]/, 1)[0] ?? key;

/** Workers Cache as its documentation describes it, in memory: at most `maxBytes`, the least recently used is evicted first. */
export class EdgeCache {
  private readonly entries = new Map<string, Entry>();
  private readonly filling = new Map<string, Promise<Fill>>();
  private bytes = 0;
  /** A fill that began before a purge is not stored. */
  private purges = 0;

  constructor(private readonly maxBytes: number) {}

  /** Responds from the cache, else from the origin. */
  serve(request: Request, origin: Origin, ctx: Context): Response | Promise<Response> {
    const { method, headers } = request;
    if (method !== "GET" && method !== "HEAD") return pass(request, origin);
    const key = this.keyOf(request);
    const stored = this.find(key, headers);
    if (!stored) return this.miss(key, request, origin, ctx);
    const now = Date.now();
    this.touch(key);
    if (now < stored.freshUntil) return respond(stored, request, "HIT", now);
    if (now >= stored.staleUntil) return this.miss(key, request, origin, ctx);
    if (!this.filling.has(key)) void this.fill(key, request, origin, ctx).catch(() => undefined);
    return respond(stored, request, "UPDATING", now);
  }

  /** Deletes what the options select: the next request is a miss. */
  purge(options: PurgeOptions): PurgeResult {
    return this.select(options, (key, entry) => {
      for (const { bytes } of entry.variants.values()) this.bytes -= bytes;
      this.entries.delete(key);
    });
  }

  /** Marks what the options select as stale: it is revalidated before, or while, it is used again. */
  invalidate(options: PurgeOptions): PurgeResult {
    const now = Date.now();
    return this.select(options, (_, { variants }) => {
      for (const stored of variants.values()) {
        const left = stored.freshUntil - now;
        if (left <= 0) continue;
        stored.freshUntil -= left;
        stored.staleUntil -= left;
        stored.onErrorUntil -= left;
      }
    });
  }

  private select(options: PurgeOptions, apply: (key: string, entry: Entry) => void): PurgeResult {
    const selects = selectorOf(options);
    if (typeof selects !== "function") return selects;
    this.purges++;
    this.filling.clear();
    for (const [key, entry] of this.entries)
      if ([...entry.variants.values()].some(({ tags }) => selects(entry.path, tags))) apply(key, entry);
    return DONE;
  }

  private keyOf({ url, headers }: Request): string {
    let key = pathAndQuery(url);
    for (const name of POISONS) {
      const value = headers.get(name);
      if (value !== null && !(name === "x-forwarded-scheme" && /^https?$/.test(value))) key += `\n${name}: ${value}`;
    }
    return key;
  }

  private find(key: string, headers: Headers): Stored | undefined {
    const entry = this.entries.get(key);
    return entry?.variants.get(variantOf(entry.vary, headers));
  }

  /** Waits for a running request for the same key; a response that can't be shared is requested again (index: "Request collapsing"). */
  private async miss(key: string, request: Request, origin: Origin, ctx: Context): Promise<Response> {
    if (request.headers.has("Upgrade")) return pass(request, origin);
    const running = this.filling.get(key);
    if (running) {
      const fill = await running.catch(() => null);
      const shared = fill && "stored" in fill ? this.find(key, request.headers) : undefined;
      if (fill && "stored" in fill && fill.stored === shared) return respond(shared, request, fill.status, Date.now());
    }
    const fill = await (running ? this.fetchOrigin(key, request, origin) : this.fill(key, request, origin, ctx));
    return "stored" in fill ? respond(fill.stored, request, fill.status, Date.now()) : passed(request, fill.response);
  }

  private fill(key: string, request: Request, origin: Origin, ctx: Context): Promise<Fill> {
    const started = this.fetchOrigin(key, request, origin).finally(() => {
      if (this.filling.get(key) === started) this.filling.delete(key);
    });
    this.filling.set(key, started);
    ctx.waitUntil(started.catch(() => undefined)); // waiting requests are served even if the first client disconnects
    return started;
  }

  private async fetchOrigin(key: string, request: Request, origin: Origin): Promise<Fill> {
    const purgesBefore = this.purges;
    const previous = this.find(key, request.headers);
    const mayServeStale = () =>
      previous !== undefined && Date.now() < previous.onErrorUntil && this.purges === purgesBefore;
    const response = await origin.fetch(wholeRequest(request, previous)).catch((error: unknown) => {
      if (mayServeStale()) return null;
      throw error;
    });
    if (previous && mayServeStale() && (response === null || response.status >= 500))
      return { stored: previous, status: "STALE" };
    if (response === null) throw new Error("no response");
    const isConfirmed = response.status === 304 && previous !== undefined;
    const answer = isConfirmed ? confirmed(previous, response) : response;
    const policy = policyOf(request, answer);
    // A 304 to this cache's own validator is never passed on: its reader sent none (RFC 9111 §4.3.3).
    const whole = isConfirmed ? new Response(previous.plain.body, answer) : answer;
    if (typeof policy === "string") return { response: withStatus(whole, policy) };
    const body = isConfirmed ? previous.plain.body : answer.body && (await answer.arrayBuffer());
    const stored = store(answer, body, policy);
    if (this.purges === purgesBefore) this.put(key, request.headers, answer.headers.get("Vary"), stored);
    return { stored, status: isConfirmed ? "REVALIDATED" : previous ? "EXPIRED" : "MISS" };
  }

  private put(key: string, headers: Headers, varied: string | null, stored: Stored): void {
    const vary = namesIn(varied);
    const known = this.entries.get(key);
    const isSame = known?.vary.join() === vary.join();
    if (!isSame) this.drop(key);
    const entry = known && isSame ? known : { path: pathOf(key), vary, variants: new Map<string, Stored>() };
    const variant = variantOf(vary, headers);
    this.bytes += stored.bytes - (entry.variants.get(variant)?.bytes ?? 0);
    entry.variants.set(variant, stored);
    this.entries.set(key, entry);
    this.touch(key);
    for (const leastRecentlyUsed of this.entries.keys()) if (this.bytes > this.maxBytes) this.drop(leastRecentlyUsed);
  }

  /** Moves an entry to the end of the eviction order. */
  private touch(key: string): void {
    const entry = this.entries.get(key);
    this.entries.delete(key);
    if (entry) this.entries.set(key, entry);
  }

  private drop(key: string): void {
    for (const { bytes } of this.entries.get(key)?.variants.values() ?? []) this.bytes -= bytes;
    this.entries.delete(key);
  }
}

const namesIn = (vary: string | null): string[] => (vary?.toLowerCase().match(/[^\s,]+/g) ?? []).sort();

/** Values are compared as they were sent (Configuration: "Vary"). */
const variantOf = (vary: readonly string[], headers: Headers): string =>
  vary.map((name) => headers.get(name) ?? "").join("\n");

/** The request to the Worker: a GET for the whole response, conditional only by the stored validators. */
function wholeRequest(request: Request, previous: Stored | undefined): Request {
  const headers = new Headers(request.headers);
  for (const name of CONDITIONS) headers.delete(name);
  if (previous?.etag) headers.set("If-None-Match", previous.etag);
  else if (previous?.lastModified) headers.set("If-Modified-Since", previous.lastModified);
  return new Request(request.url, { method: "GET", headers, redirect: "manual" });
}

function withStatus(response: Response, status: string): Response {
  const headers = strip(response.headers);
  headers.set("CF-Cache-Status", status);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

const pass = async (request: Request, origin: Origin): Promise<Response> =>
  withStatus(await origin.fetch(request), "BYPASS");

const passed = ({ method }: Request, response: Response): Response =>
  method === "HEAD" ? new Response(null, response) : response;
