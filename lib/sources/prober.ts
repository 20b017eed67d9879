import type { SurfaceEntry } from "@/lib/schemas/registry";

/** What kind of failure a probe met; raw error texts never leave the prober. */
const PROBE_ERRORS = ["timeout", "dns", "tls", "refused", "status", "redirect", "content", "network"] as const;
type ProbeError = (typeof PROBE_ERRORS)[number];

const BY_MESSAGE: readonly [RegExp, ProbeError][] = [
  [/timed? ?out|timeout|abort/i, "timeout"],
  [/dns|resolve|ENOTFOUND|EAI_AGAIN/i, "dns"],
  [/tls|ssl|certificate|handshake/i, "tls"],
  [/refused|ECONNREFUSED/i, "refused"],
];

/** The class of what `fetch` threw. */
function classifyThrown(error: unknown): ProbeError {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return BY_MESSAGE.find(([pattern]) => pattern.test(text))?.[1] ?? "network";
}

/** Statuses with which Cloudflare says that it could not reach an origin. */
const BY_STATUS: Record<number, ProbeError> = {
  521: "refused",
  522: "timeout",
  523: "network",
  524: "timeout",
  525: "tls",
  526: "tls",
  530: "dns",
};

const classifyStatus = (status: number): ProbeError => BY_STATUS[status] ?? "status";

/** One look at a surface. `no_result` tells nothing of it: its door was shut to us, or there was no time left to look. */
export type Observation =
  | { kind: "result"; ok: boolean; latencyMs: number; statusCode: number | null; error: ProbeError | null }
  | { kind: "no_result"; why: "access" | "deadline" };

export type ProbeOptions = {
  timeoutMs: number;
  /** Ends every look of this tick. */
  deadline: AbortSignal;
  /** Sent only to the surface's own host, and only where its entry asks for it. */
  accessToken: { id: string; secret: string } | null;
  elapsed: () => number;
};

const USER_AGENT = "raxx-status-prober/1 (+https://status.raxx.app)";
const MAX_REDIRECTS = 3;
const MAX_TEXT_BYTES = 65_536;

/** Asks a surface once: well is 2xx, or what its entry expects. Redirects are followed on its own host only. */
export async function probeOnce(entry: SurfaceEntry, options: ProbeOptions): Promise<Observation> {
  const startedMs = options.elapsed();
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await request(entry, AbortSignal.any([timeout, options.deadline]), options);
    const latencyMs = Math.round(options.elapsed() - startedMs);
    if (isAccessLogin(response)) return await discard(response, { kind: "no_result", why: "access" });
    const error = await judge(entry, response);
    return { kind: "result", ok: error === null, latencyMs, statusCode: response.status, error };
  } catch (thrown) {
    if (options.deadline.aborted && !timeout.aborted) return { kind: "no_result", why: "deadline" };
    const latencyMs = Math.round(options.elapsed() - startedMs);
    const error = timeout.aborted ? "timeout" : classifyThrown(thrown);
    return { kind: "result", ok: false, latencyMs, statusCode: null, error };
  }
}

async function request(entry: SurfaceEntry, signal: AbortSignal, options: ProbeOptions): Promise<Response> {
  let url = new URL(entry.probe_url ?? "");
  for (let hop = 0; ; hop++) {
    const headers = { "User-Agent": USER_AGENT, Accept: "*/*", ...accessHeaders(entry, options) };
    const response = await fetch(url, {
      method: entry.probe_method ?? "GET",
      headers,
      signal,
      redirect: "manual",
      cache: "no-store",
    });
    const next = nextHop(entry, response, url);
    if (next === null || hop === MAX_REDIRECTS) return response;
    await response.body?.cancel();
    url = next;
  }
}

function accessHeaders(entry: SurfaceEntry, { accessToken }: ProbeOptions): Record<string, string> {
  if (entry.probe_auth !== "access" || accessToken === null) return {};
  return { "CF-Access-Client-Id": accessToken.id, "CF-Access-Client-Secret": accessToken.secret };
}

/** Where to look next, or null: only on the surface's own origin, and not where the redirect itself is what is expected. */
function nextHop(entry: SurfaceEntry, response: Response, from: URL): URL | null {
  const target = redirectTarget(response, from);
  if (target === null || entry.probe_expect?.location !== undefined) return null;
  return target.origin === from.origin ? target : null;
}

function redirectTarget(response: Response, from: URL): URL | null {
  const location = response.status >= 300 && response.status < 400 ? response.headers.get("Location") : null;
  return location !== null && URL.canParse(location, from.href) ? new URL(location, from) : null;
}

/** Cloudflare Access asks for a login: nothing was learnt of the surface behind it. */
function isAccessLogin(response: Response): boolean {
  const target = redirectTarget(response, new URL("https://unknown.invalid/"));
  return target?.hostname.endsWith(".cloudflareaccess.com") === true;
}

async function judge(entry: SurfaceEntry, response: Response): Promise<ProbeError | null> {
  const { status: allowed, location, text } = entry.probe_expect ?? {};
  const isRedirect = response.status >= 300 && response.status < 400;
  const well = allowed ? allowed.includes(response.status) : response.ok || (location !== undefined && isRedirect);
  if (!well) return await discard(response, isRedirect ? "redirect" : classifyStatus(response.status));
  if (location !== undefined && !pointsTo(response, location)) return await discard(response, "redirect");
  if (text === undefined) return await discard(response, null);
  return (await readStart(response)).includes(text) ? null : "content";
}

/** The expected target's own origin, and its path or below. */
function pointsTo(response: Response, expected: string): boolean {
  const target = redirectTarget(response, new URL("https://unknown.invalid/"));
  if (target === null || !URL.canParse(expected)) return false;
  const { origin, pathname } = new URL(expected);
  return target.origin === origin && target.pathname.startsWith(pathname);
}

async function discard<T>(response: Response, result: T): Promise<T> {
  await response.body?.cancel();
  return result;
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length < MAX_TEXT_BYTES) continue;
    await reader?.cancel();
    break;
  }
  return text;
}
