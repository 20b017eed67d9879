import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { DAY_MS } from "@/lib/engine/periods";
import { type Env, isLoopback } from "@/lib/env";

/** Who is let in: a person by their email, or a service token by its common name. `actor` is what audit rows call them. */
export type Operator = {
  kind: "person" | "service";
  name: string;
  actor: string;
  /** The issuer is on this very machine: a local server's imitation of Access. */
  local: boolean;
};

export const person = (email: string, local = false): Operator => ({
  kind: "person",
  name: email,
  actor: `operator:${email}`,
  local,
});

const service = (commonName: string, local = false): Operator => ({
  kind: "service",
  name: commonName,
  actor: `service:${commonName}`,
  local,
});

/** Where Access speaks from, and which of its applications are ours. */
type AccessSettings = { origin: string; audiences: readonly string[] };

/** The settings of the gate, or null: not configured is closed. A team's host means https. */
export function accessSettings({ value }: Pick<Env, "value">): AccessSettings | null {
  const team = value("ACCESS_TEAM_DOMAIN");
  const audiences = value("ACCESS_AUD");
  if (team === null || audiences === null) return null;
  return { origin: new URL(team.includes("://") ? team : `https://${team}`).origin, audiences: audiences.split(",") };
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Ask = { url: string; fetch: Fetch; now: number };
type Held = { find: JWTVerifyGetKey; kids: ReadonlySet<string>; fetchedAt: number };

/** How long a key set is believed before it is asked for again; a key server that is down prolongs it, to a day. */
const FRESH_MS = 600_000;
/** After one request for keys the next waits this long, however many unknown keys are shown to us. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * The key sets of Access, as this isolate has last seen them: only a cache, whose loss changes no answer. An unknown key asks
 * for the set anew, at most once in 30 s.
 */
class KeySets {
  private readonly held = new Map<string, Held>();
  private readonly askedAt = new Map<string, number>();

  /** The set in which this key is to be looked up; null while none is known and the key server does not answer. */
  async find(kid: string, ask: Ask): Promise<JWTVerifyGetKey | null> {
    const held = this.held.get(ask.url);
    const age = held ? ask.now - held.fetchedAt : Number.POSITIVE_INFINITY;
    if (held?.kids.has(kid) && age < FRESH_MS) return held.find;
    if (held && ask.now - (this.askedAt.get(ask.url) ?? 0) < COOLDOWN_MS) return age < DAY_MS ? held.find : null;
    this.askedAt.set(ask.url, ask.now);
    const fetched = await fetchKeys(ask);
    if (fetched) this.held.set(ask.url, fetched);
    return fetched?.find ?? (held && age < DAY_MS ? held.find : null);
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

/** Why nobody is let in; `why` is for our log. `no_keys` is ours to mend, the rest is the caller's. */
type Refusal = { ok: false; code: "unauthorized" | "unavailable" | "not_configured"; why: string };
type Verdict = { ok: true; operator: Operator } | Refusal;

/** What Access signs with; `none` and shared secrets are no signatures here. */
const ALGORITHMS = ["RS256", "ES256"];
const LEEWAY_S = 30;
const NAME_MAX = 200;

const refuse = (why: string, code: Refusal["code"] = "unauthorized"): Refusal => ({ ok: false, code, why });

type Look = {
  settings: AccessSettings;
  keySets: KeySets;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: number;
};

/** Whose token this is: signature, algorithm, audience, issuer and times are checked, then the name is read. */
async function verifyToken(token: string, { settings, keySets, fetch, now }: Look): Promise<Verdict> {
  const kid = keyIdOf(token);
  if (kid === null) return refuse("not a token signed by Access");
  const keys = await keySets.find(kid, { url: `${settings.origin}/cdn-cgi/access/certs`, fetch, now });
  if (keys === null) return refuse("the key server does not answer", "unavailable");
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      audience: [...settings.audiences],
      issuer: settings.origin,
      requiredClaims: ["exp"],
      clockTolerance: LEEWAY_S,
      currentDate: new Date(now),
    });
    return nameOf(payload, isLoopback(settings.origin));
  } catch (error) {
    return refuse(error instanceof errors.JOSEError ? error.code : "not a token");
  }
}

function keyIdOf(token: string): string | null {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    return kid && alg && ALGORITHMS.includes(alg) ? kid : null;
  } catch {
    return null;
  }
}

/** A person has an email; a service token only a common name. */
function nameOf({ email, common_name: commonName }: JWTPayload, local: boolean): Verdict {
  if (isName(email) && email.includes("@")) return { ok: true, operator: person(email, local) };
  if (email === undefined && isName(commonName)) return { ok: true, operator: service(commonName, local) };
  return refuse("a token that names nobody");
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= NAME_MAX && /^[^\s\p{C}]+$/u.test(value);

const keySets = new KeySets();

/** The one place where Access puts what it has established; no cookie, no query. */
const HEADER = "Cf-Access-Jwt-Assertion";

type Asked = {
  headers: Pick<Headers, "get">;
  env: Env;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: number;
};

/** Who asks, by Cloudflare Access, or that nobody is let in. */
export async function verifyOperator({ headers, env, fetch, now }: Asked): Promise<Verdict> {
  const settings = accessSettings(env);
  if (settings === null) return refuse("ACCESS_TEAM_DOMAIN and ACCESS_AUD are not both set", "not_configured");
  const token = headers.get(HEADER);
  if (!token) return refuse("no token");
  return verifyToken(token, { settings, keySets, fetch, now });
}

/**
 * Whether a request that changes something comes from our own pages: its `Origin` is ours, and so is `Sec-Fetch-Site` if sent.
 * A browser lets no page of another site say either. Without TLS it comes from this very machine.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("Origin");
  const site = headers.get("Sec-Fetch-Site");
  if (!origin || !URL.canParse(origin) || (site !== null && site !== "same-origin")) return false;
  const { host, protocol } = new URL(origin);
  return host === headers.get("Host") && (protocol === "https:" || (protocol === "http:" && isLoopback(origin)));
}
