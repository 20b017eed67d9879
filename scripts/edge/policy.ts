/** How long a stored response may be used, in milliseconds: fresh, then stale while it is revalidated, then stale on error. */
export type Policy = { freshMs: number; staleMs: number; onErrorMs: number };

/** Why a response is not stored, as in `CF-Cache-Status`. */
export type Refusal = "BYPASS" | "MISS";

/** Freshness in seconds of responses without Cache-Control (Workers Cache, Configuration: "Responses with no Cache-Control header"). */
const DEFAULT_LIFE_S: Record<number, number> = {
  ...{ 200: 7200, 203: 7200, 204: 7200, 300: 1200, 301: 1200 },
  ...{ 404: 180, 405: 60, 410: 180, 414: 60, 501: 60 },
};

/** Most specific first (Configuration: "Header precedence"). */
const CONTROLS = ["Cloudflare-CDN-Cache-Control", "CDN-Cache-Control", "Cache-Control"];

const NO_STALE = ["s-maxage", "must-revalidate", "proxy-revalidate"];
const OPENS_AUTHORIZED = ["public", "must-revalidate", "s-maxage"];

type Directives = Map<string, string>;

function parseDirectives(control: string): Directives {
  const found = control.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,"]*)))?/g);
  return new Map([...found].map(([, name = "", quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ""]));
}

const seconds = (text: string | undefined): number | null => (text && /^\d+$/.test(text) ? Number(text) : null);

const namesCookie = (fields: string | undefined): boolean => /\bset-cookie\b/i.test(fields ?? "");

/** What Workers Cache does with a response to this request: stores it under a policy, or passes it on. */
export function policyOf(request: Request, { status, headers }: Response): Policy | Refusal {
  if (status === 206 || (status >= 520 && status <= 526)) return "MISS";
  const control = CONTROLS.map((name) => headers.get(name)).find((value) => value !== null);
  const directives = parseDirectives(control ?? "");
  const isPrivate = directives.has("private") && directives.get("private") === "";
  if (isPrivate || directives.has("no-store") || headers.get("Vary")?.includes("*")) return "BYPASS";
  const setsCookieAside = namesCookie(directives.get("private")) || namesCookie(directives.get("no-cache"));
  if (headers.has("Set-Cookie") && !setsCookieAside) return "BYPASS";
  const isOpen = OPENS_AUTHORIZED.some((name) => directives.has(name));
  if (request.headers.has("Authorization") && !isOpen) return "BYPASS";
  const freshS = lifeOf(status, headers, directives);
  if (freshS === null) return "MISS";
  const mayBeStale = !NO_STALE.some((name) => directives.has(name));
  return {
    freshMs: 1000 * freshS,
    staleMs: mayBeStale ? 1000 * (seconds(directives.get("stale-while-revalidate")) ?? 0) : 0,
    onErrorMs: mayBeStale ? 1000 * (seconds(directives.get("stale-if-error")) ?? Number.POSITIVE_INFINITY) : 0,
  };
}

/** Seconds of freshness; null for a status that is stored only with an explicit lifetime. */
function lifeOf(status: number, headers: Headers, directives: Directives): number | null {
  if (directives.has("no-cache") && !namesCookie(directives.get("no-cache"))) return 0;
  const stated = seconds(directives.get("s-maxage")) ?? seconds(directives.get("max-age"));
  if (stated !== null) return stated;
  const expires = headers.get("Expires");
  if (expires === null) return DEFAULT_LIFE_S[status] ?? null;
  return Math.max(0, (Date.parse(expires) - Date.now()) / 1000 || 0);
}
