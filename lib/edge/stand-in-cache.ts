import CachePolicy from "http-cache-semantics";
import { isUnmodified, tagsOf } from "./entity-tag";
import { EDGE_CONTROL, EDGE_TAG } from "./keep";

type Kept = {
  policy: CachePolicy | null;
  status: number;
  headers: [string, string][];
  body: ArrayBuffer | null;
  tags: readonly string[];
  /** Purged: may be used again only once its origin has confirmed it. */
  purged: boolean;
};

/** Builds the response; `ifNoneMatch` is the validator of the copy that is being asked about. */
export type Origin = (ifNoneMatch: string | null) => Promise<Response>;
type Defer = (work: Promise<unknown>) => void;
type CacheStatus = "HIT" | "MISS" | "STALE" | "REVALIDATED" | "BYPASS";

const MAX_COPIES = 500;

/**
 * Stands where the platform's Workers Cache stands, for a server that has none: freshness, stale-while-revalidate,
 * stale-if-error, validators, tags, purge, and one build for many simultaneous misses. Its loss changes no answer.
 */
export class StandInCache {
  private readonly copies = new Map<string, Kept>();
  private readonly building = new Map<string, Promise<Kept>>();
  private purges = 0;

  /** Forgets what carries one of the tags: such a copy is confirmed or replaced before it is used again. */
  async purge({ tags }: { tags: string[] }): Promise<void> {
    this.purges++;
    this.building.clear();
    for (const copy of this.copies.values()) if (copy.tags.some((tag) => tags.includes(tag))) copy.purged = true;
  }

  async serve(key: string, request: Request, origin: Origin, defer: Defer): Promise<Response> {
    const copy = this.copies.get(key);
    const usable = copy?.policy && !copy.purged ? copy : null;
    const verdict = usable?.policy?.evaluateRequest(policyRequest(key));
    if (usable && verdict?.response && !verdict.revalidation) return respond(usable, request, "HIT");
    if (usable && verdict?.response && !verdict.revalidation?.synchronous) {
      defer(this.build(key, origin, defer).catch(() => undefined));
      return respond(usable, request, "STALE");
    }
    const built = await this.build(key, origin, defer);
    if (!built.policy) return respond(built, request, "BYPASS");
    if (built === copy) return respond(built, request, "STALE"); // its origin failed
    return respond(built, request, copy && built.body === copy.body ? "REVALIDATED" : "MISS");
  }

  private build(key: string, origin: Origin, defer: Defer): Promise<Kept> {
    const running = this.building.get(key);
    if (running) return running;
    const started = this.buildOnce(key, origin).finally(() => {
      if (this.building.get(key) === started) this.building.delete(key);
    });
    this.building.set(key, started);
    defer(started.catch(() => undefined));
    return started;
  }

  private async buildOnce(key: string, origin: Origin): Promise<Kept> {
    const purgesBefore = this.purges;
    const held = this.copies.get(key);
    const etag = held?.headers.find(([name]) => name === "etag")?.[1] ?? null;
    const response = await origin(etag).catch((error: unknown) => {
      if (held && toleratesError(held)) return null;
      throw error;
    });
    if (held && (response === null || (response.status >= 500 && toleratesError(held)))) return held;
    const kept = await toKept(key, response as Response, held);
    if (kept.policy?.storable() && this.purges === purgesBefore) this.keep(key, kept);
    return kept;
  }

  private keep(key: string, kept: Kept): void {
    this.copies.delete(key);
    this.copies.set(key, kept);
    const [oldest] = this.copies.keys();
    if (this.copies.size > MAX_COPIES && oldest) this.copies.delete(oldest);
  }
}

const policyRequest = (key: string) => ({ url: key, method: "GET", headers: {} });

/** Within `stale-if-error` a copy that was not purged outlives its origin's failure. */
function toleratesError({ policy, purged }: Kept): boolean {
  if (!policy || purged) return false;
  const failed = { status: 503, headers: {} };
  return !policy.revalidatedPolicy(policyRequest(""), failed).modified;
}

async function toKept(key: string, response: Response, held: Kept | undefined): Promise<Kept> {
  const confirmed = response.status === 304 && held ? held : null;
  const status = confirmed ? confirmed.status : response.status;
  const control = response.headers.get(EDGE_CONTROL);
  const headers = [...response.headers].filter(
    ([name]) => name !== EDGE_CONTROL.toLowerCase() && name !== EDGE_TAG.toLowerCase(),
  );
  const merged = confirmed ? mergeHeaders(confirmed.headers, headers) : headers;
  const policy =
    control && status === 200
      ? new CachePolicy(policyRequest(key), { status, headers: { "cache-control": control } }, { shared: true })
      : null;
  return {
    policy,
    status,
    headers: merged,
    body: confirmed ? confirmed.body : response.body && (await response.arrayBuffer()),
    tags: (response.headers.get(EDGE_TAG) ?? "").split(","),
    purged: false,
  };
}

const mergeHeaders = (old: [string, string][], fresh: [string, string][]): [string, string][] => [
  ...new Map([...old, ...fresh.filter(([name]) => name !== "content-length")]),
];

function respond(kept: Kept, request: Request, status: CacheStatus): Response {
  const headers = new Headers(kept.headers);
  headers.set("CF-Cache-Status", status);
  if (kept.policy) headers.set("Age", String(Math.floor(kept.policy.age())));
  const asked = tagsOf(request.headers.get("If-None-Match"));
  const etag = headers.get("ETag");
  const isHeld =
    asked.length > 0
      ? etag !== null && (asked.includes(etag) || asked.includes("*"))
      : isUnmodified(headers.get("Last-Modified"), request.headers.get("If-Modified-Since"));
  if (kept.status === 200 && isHeld) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : kept.body, { status: kept.status, headers });
}
