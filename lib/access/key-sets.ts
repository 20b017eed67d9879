import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Ask = { url: string; fetch: Fetch; now: number };
type Held = { find: JWTVerifyGetKey; kids: ReadonlySet<string>; fetchedAt: number };

/** How long a key set is believed before it is asked for again; a key server that is down prolongs it, to a day. */
const FRESH_MS = 600_000;
const LAST_MS = 86_400_000;
/** After one request for keys the next waits this long, however many unknown keys are shown to us. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * The key sets of Access, as this isolate has last seen them: only a cache, whose loss changes no answer. An unknown key asks
 * for the set anew, at most once in 30 s.
 */
export class KeySets {
  private readonly held = new Map<string, Held>();
  private readonly askedAt = new Map<string, number>();

  /** The set in which this key is to be looked up; null while none is known and the key server does not answer. */
  async find(kid: string, ask: Ask): Promise<JWTVerifyGetKey | null> {
    const held = this.held.get(ask.url);
    const age = held ? ask.now - held.fetchedAt : Number.POSITIVE_INFINITY;
    if (held?.kids.has(kid) && age < FRESH_MS) return held.find;
    if (held && ask.now - (this.askedAt.get(ask.url) ?? 0) < COOLDOWN_MS) return age < LAST_MS ? held.find : null;
    this.askedAt.set(ask.url, ask.now);
    const fetched = await fetchKeys(ask);
    if (fetched) this.held.set(ask.url, fetched);
    return fetched?.find ?? (held && age < LAST_MS ? held.find : null);
  }
}

async function fetchKeys({ url, fetch, now }: Ask): Promise<Held | null> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (!response.ok || text.length > MAX_BYTES) return null;
    const set = JSON.parse(text) as JSONWebKeySet;
    return { find: createLocalJWKSet(set), kids: new Set(set.keys.map(({ kid }) => kid ?? "")), fetchedAt: now };
  } catch {
    return null;
  }
}
