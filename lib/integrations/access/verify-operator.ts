import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { DAY_MS } from "@/lib/core/engine/periods";
import { readText } from "@/lib/integrations/bounded-fetch";
import type { Env } from "@/lib/platform/settings/variables";
import { within } from "@/lib/platform/within";
import { isLoopback } from "@/lib/schemas/request-url";

/** A signed-in operator: a person by email, or a service token by its common name. `actor` is the name in audit rows. */
export type Operator = {
  kind: "person" | "service";
  name: string;
  actor: string;
  /** The issuer runs on this machine: a local server's fake of Access. */
  local: boolean;
};

export const person = (name: string, local = false): Operator => ({
  kind: "person",
  name,
  actor: `operator:${name}`,
  local,
});

const service = (name: string, local: boolean): Operator => ({
  kind: "service",
  name,
  actor: `service:${name}`,
  local,
});

type AccessSettings = { origin: string; audiences: readonly string[] };

/** The settings of Access, or null where it is not configured. A team's host implies https. */
export function accessSettings({ value }: Pick<Env, "value">): AccessSettings | null {
  const team = value("ACCESS_TEAM_DOMAIN");
  const audiences = value("ACCESS_AUD");
  if (team === null || audiences === null) return null;
  return { origin: new URL(team.includes("://") ? team : `https://${team}`).origin, audiences: audiences.split(",") };
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type KeyRequest = { url: string; fetch: Fetch; now: number };
type KeySet = { find: JWTVerifyGetKey; kids: ReadonlySet<string>; fetchedAt: number };

/** How long a key set is used before it is fetched again; up to a day while the key server is down. */
const FRESH_MS = 600_000;
/** The least time between two requests for keys, however many unknown keys callers send. */
const COOLDOWN_MS = 30_000;
/** The same while no key set is there: for so long a failure answers every caller. */
const FAILED_MS = 5_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/** The key sets that this isolate has fetched: only a cache, so losing it changes no response. */
const keySets = new Map<string, KeySet>();
const requestedAt = new Map<string, number>();
const requests = new Map<string, Promise<void>>();

/**
 * The key set to look this key up in, or null where none can be had. An unknown key fetches the set again, at most once in 30 s;
 * one request serves all who wait for it, and its failure all who come within 5 s.
 */
async function findKeys(kid: string, request: KeyRequest): Promise<JWTVerifyGetKey | null> {
  const { url, now } = request;
  const known = keySets.get(url);
  if (known?.kids.has(kid) && now - known.fetchedAt < FRESH_MS) return known.find;
  if (now - (requestedAt.get(url) ?? 0) >= (known ? COOLDOWN_MS : FAILED_MS)) {
    requestedAt.set(url, now);
    requests.set(url, storeKeys(request));
  }
  // The caller that made the request may be gone, and the request with it.
  await within(TIMEOUT_MS, Promise.resolve(requests.get(url))).catch(() => undefined);
  const current = keySets.get(url);
  return current && now - current.fetchedAt < DAY_MS ? current.find : null;
}

async function storeKeys(request: KeyRequest): Promise<void> {
  const fetched = await fetchKeys(request);
  if (fetched) keySets.set(request.url, fetched);
  requests.delete(request.url);
}

async function fetchKeys({ url, fetch, now }: KeyRequest): Promise<KeySet | null> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = response.ok ? await readText(response, MAX_BYTES) : null;
    if (text === null) return null;
    const set = JSON.parse(text) as JSONWebKeySet;
    return { find: createLocalJWKSet(set), kids: new Set(set.keys.map(({ kid }) => kid ?? "")), fetchedAt: now };
  } catch {
    return null;
  }
}

/** Why a request is refused; `why` is for the log. `unavailable` is the platform's fault, the rest the caller's. */
type Refusal = { ok: false; code: "unauthorized" | "unavailable" | "not_configured"; why: string };
type Verdict = { ok: true; operator: Operator } | Refusal;

/** The algorithms with which Access signs; `none` and shared secrets are not accepted. */
const ALGORITHMS = ["RS256", "ES256"];
const LEEWAY_S = 30;
const NAME_MAX = 200;
/** Access's tokens are about 1 KB. */
const TOKEN_MAX = 8192;

const refuse = (why: string, code: Refusal["code"] = "unauthorized"): Refusal => ({ ok: false, code, why });

/** The operator that a token names, once its signature, algorithm, audience, issuer and times are verified. */
async function verifyToken(token: string, settings: AccessSettings, { fetch, now }: OperatorRequest): Promise<Verdict> {
  const kid = readKeyId(token);
  if (kid === null) return refuse("not a token signed by Access");
  const keys = await findKeys(kid, { url: `${settings.origin}/cdn-cgi/access/certs`, fetch, now });
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
    return readSubject(payload, isLoopback(settings.origin));
  } catch (error) {
    return refuse(error instanceof errors.JOSEError ? error.code : "not a token");
  }
}

function readKeyId(token: string): string | null {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    return kid && alg && ALGORITHMS.includes(alg) ? kid : null;
  } catch {
    return null;
  }
}

function readSubject({ email, common_name: commonName }: JWTPayload, local: boolean): Verdict {
  if (isName(email) && email.includes("@")) return { ok: true, operator: person(email, local) };
  if (email === undefined && isName(commonName)) return { ok: true, operator: service(commonName, local) };
  return refuse("the token names no operator");
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= NAME_MAX && /^[^\s\p{C}]+$/u.test(value);

/** The one header in which Access sends its token; cookies and the query are not read. */
const HEADER = "Cf-Access-Jwt-Assertion";

type OperatorRequest = {
  headers: Pick<Headers, "get">;
  env: Env;
  fetch: Fetch;
  now: number;
};

/** The operator that Cloudflare Access has signed in, or why the request is refused. */
export async function verifyOperator(request: OperatorRequest): Promise<Verdict> {
  const settings = accessSettings(request.env);
  if (settings === null) return refuse("ACCESS_TEAM_DOMAIN and ACCESS_AUD are not both set", "not_configured");
  const token = request.headers.get(HEADER);
  if (!token) return refuse("no token");
  if (token.length > TOKEN_MAX) return refuse("the token is too long");
  return verifyToken(token, settings, request);
}

/** Whether a changing request comes from this site: its `Origin` is the request's own, over TLS or on this machine, and `Sec-Fetch-Site`, if sent, agrees. */
export function isOwnOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("Origin");
  const site = headers.get("Sec-Fetch-Site");
  if (!origin || !URL.canParse(origin) || (site !== null && site !== "same-origin")) return false;
  const { host, protocol } = new URL(origin);
  return host === headers.get("Host") && (protocol === "https:" || (protocol === "http:" && isLoopback(origin)));
}
