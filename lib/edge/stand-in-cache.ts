import { type Kept, policyRequest, respond, respondFresh, toKept } from "./kept-copy";

/** Builds the response, final but for what each request is told anew; `ifNoneMatch` is the validator of the copy that is being asked about. */
export type Origin = (ifNoneMatch: string | null) => Promise<Response>;
/** Whether a copy may be built for this caller: null, or what they are told instead. */
export type Admit = () => Promise<Response | null>;
type Defer = (work: Promise<unknown>) => void;

const MAX_COPIES = 500;
const MAX_SPELLINGS = 2_000;
const MAX_SPELLING_LENGTH = 500;

/**
 * Stands where the platform's Workers Cache stands, for a server that has none: freshness, stale-while-revalidate,
 * stale-if-error, validators, tags, purge, and one build for many simultaneous misses. Its loss changes no answer.
 */
export class StandInCache {
  private readonly copies = new Map<string, Kept>();
  private readonly building = new Map<string, Promise<Kept>>();
  /** How requests have spelled a copy's name: the next one that is spelled so need not be read again. */
  private readonly spellings = new Map<string, string>();
  private purges = 0;

  /** Forgets what carries one of the tags: such a copy is confirmed or replaced before it is used again. */
  async purge({ tags }: { tags: string[] }): Promise<void> {
    this.purges++;
    this.building.clear();
    for (const copy of this.copies.values()) if (copy.tags.some((tag) => tags.includes(tag))) copy.purged = true;
  }

  /** The answer to a GET that has been spelled like this before, if its copy is fresh; null for whatever needs a closer look. */
  recall(request: Request): Response | null {
    if (request.method !== "GET") return null;
    const name = this.spellings.get(spellingOf(request));
    const copy = name === undefined ? undefined : this.copies.get(name);
    if (!copy || copy.purged) return null;
    const now = Date.now();
    return now < copy.freshUntil && !isConditional(request) ? respondFresh(copy, request, now) : null;
  }

  /** Answers by the copy of this name, or by what `origin` builds. */
  async serve(name: string, request: Request, origin: Origin, defer: Defer, admit?: Admit): Promise<Response> {
    this.learn(spellingOf(request), name);
    const copy = this.copies.get(name);
    const usable = copy?.policy && !copy.purged ? copy : null;
    const verdict = usable?.policy?.evaluateRequest(policyRequest(name));
    if (usable && verdict?.response && !verdict.revalidation) return respond(usable, request, "HIT");
    if (usable && verdict?.response && !verdict.revalidation?.synchronous) {
      defer(this.build(name, origin, defer).catch(() => undefined));
      return respond(usable, request, "STALE");
    }
    const refused = this.building.has(name) ? null : await admit?.(); // whoever joins a build costs nothing
    if (refused) return refused;
    const built = await this.build(name, origin, defer);
    if (!built.policy) return respond(built, request, "BYPASS");
    if (built === copy) return respond(built, request, "STALE"); // its origin failed
    return respond(built, request, copy && built.body === copy.body ? "REVALIDATED" : "MISS");
  }

  private build(name: string, origin: Origin, defer: Defer): Promise<Kept> {
    const running = this.building.get(name);
    if (running) return running;
    const started = this.buildOnce(name, origin).finally(() => {
      if (this.building.get(name) === started) this.building.delete(name);
    });
    this.building.set(name, started);
    defer(started.catch(() => undefined));
    return started;
  }

  private async buildOnce(name: string, origin: Origin): Promise<Kept> {
    const purgesBefore = this.purges;
    const held = this.copies.get(name);
    const etag = held?.headers.find(([header]) => header === "etag")?.[1] ?? null;
    const response = await origin(etag).catch((error: unknown) => {
      if (held && toleratesError(held)) return null;
      throw error;
    });
    if (held && (response === null || (response.status >= 500 && toleratesError(held)))) return held;
    const kept = await toKept(name, response as Response, held);
    if (kept.policy?.storable() && this.purges === purgesBefore) this.keep(name, kept);
    return kept;
  }

  private keep(name: string, kept: Kept): void {
    this.copies.delete(name);
    this.copies.set(name, kept);
    const [oldest] = this.copies.keys();
    if (this.copies.size > MAX_COPIES && oldest) this.copies.delete(oldest);
  }

  private learn(spelling: string, name: string): void {
    if (spelling.length > MAX_SPELLING_LENGTH) return;
    if (this.spellings.size >= MAX_SPELLINGS) this.spellings.clear();
    this.spellings.set(spelling, name);
  }
}

/** All of a request that its copy's name can depend on. */
const spellingOf = ({ url, headers }: Request): string => `${url} ${headers.get("Accept-Language") ?? ""}`;

const isConditional = ({ headers }: Request): boolean =>
  headers.has("If-None-Match") || headers.has("If-Modified-Since");

/** Within `stale-if-error` a copy that was not purged outlives its origin's failure. */
function toleratesError({ policy, purged }: Kept): boolean {
  if (!policy || purged) return false;
  const failed = { status: 503, headers: {} };
  return !policy.revalidatedPolicy(policyRequest(""), failed).modified;
}
