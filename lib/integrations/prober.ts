import type { SurfaceEntry } from "@/lib/schemas/registry";
import { boundedFetch, redirectTarget } from "./bounded-fetch";

/** The kind of a probe's failure; raw error texts never leave the prober. */
type ProbeError = "timeout" | "dns" | "tls" | "refused" | "status" | "redirect" | "content" | "network";

const BY_MESSAGE: readonly [RegExp, ProbeError][] = [
  [/timed? ?out|timeout|abort/i, "timeout"],
  [/dns|resolve|ENOTFOUND|EAI_AGAIN/i, "dns"],
  [/tls|ssl|certificate|handshake/i, "tls"],
  [/refused|ECONNREFUSED/i, "refused"],
];

function classifyThrown(error: unknown): ProbeError {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return BY_MESSAGE.find(([pattern]) => pattern.test(text))?.[1] ?? "network";
}

/** The statuses by which Cloudflare reports that it could not reach a host; there a `fetch` rarely throws. */
const BY_STATUS: Record<number, ProbeError> = {
  520: "network",
  521: "refused",
  522: "timeout",
  523: "network",
  524: "timeout",
  525: "tls",
  526: "tls",
  527: "network",
  530: "dns",
};

const classifyStatus = (status: number): ProbeError => BY_STATUS[status] ?? "status";

/**
 * One probe's result; an unreachable host is one that sent nothing of its own. `no_result` proves nothing about the surface: Cloudflare
 * Access did not let the probe in, or the tick's time was over.
 */
export type Observation =
  | {
      kind: "result";
      ok: boolean;
      isUnreachable: boolean;
      latencyMs: number;
      statusCode: number | null;
      error: ProbeError | null;
    }
  | { kind: "no_result"; why: "access" | "deadline" };

export type ProbeOptions = {
  timeoutMs: number;
  /** Aborts every probe of this tick. */
  deadline: AbortSignal;
  /** Sent only to the surface's own host, and only where its registry entry says so. */
  accessToken: { id: string; secret: string } | null;
  elapsed: () => number;
};

const USER_AGENT = "raxx-status-prober/1 (+https://status.raxx.app)";
const MAX_REDIRECTS = 3;
const MAX_TEXT_BYTES = 65_536;

/** Probes a surface once: healthy is 2xx, or what its registry entry expects. Redirects are followed on its own host only. */
export async function probeOnce(entry: SurfaceEntry, options: ProbeOptions): Promise<Observation> {
  const startedMs = options.elapsed();
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await boundedFetch(entry.probe_url ?? "", {
      method: entry.probe_method ?? "GET",
      headers: { Accept: "*/*", ...accessHeaders(entry, options) },
      signal: AbortSignal.any([timeout, options.deadline]),
      cache: "no-store",
      userAgent: USER_AGENT,
      redirects: entry.probe_expect?.location === undefined ? MAX_REDIRECTS : 0,
    });
    const latencyMs = Math.round(options.elapsed() - startedMs);
    if (isRefusedByAccess(entry, response)) return await discard(response, { kind: "no_result", why: "access" });
    const error = await judge(entry, response);
    const isUnreachable = error !== null && response.status in BY_STATUS && !hasOwnHeader(entry, response);
    return { kind: "result", ok: error === null, isUnreachable, latencyMs, statusCode: response.status, error };
  } catch (thrown) {
    if (options.deadline.aborted && !timeout.aborted) return { kind: "no_result", why: "deadline" };
    const latencyMs = Math.round(options.elapsed() - startedMs);
    const error = timeout.aborted ? "timeout" : classifyThrown(thrown);
    return { kind: "result", ok: false, isUnreachable: true, latencyMs, statusCode: null, error };
  }
}

function accessHeaders(entry: SurfaceEntry, { accessToken }: ProbeOptions): Record<string, string> {
  if (entry.probe_auth !== "access" || accessToken === null) return {};
  return { "CF-Access-Client-Id": accessToken.id, "CF-Access-Client-Secret": accessToken.secret };
}

/** The URL on another origin to which a response redirects; that URL is not probed. */
const foreignTarget = (response: Response): URL | null => redirectTarget(response, "https://unknown.invalid/");

/** Whether the response bears the header that only the surface itself sends. */
const hasOwnHeader = ({ probe_expect }: SurfaceEntry, { headers }: Response): boolean =>
  probe_expect?.header !== undefined && headers.has(probe_expect.header);

/** Cloudflare Access answers in the surface's place: by its login, or to a service token that it does not admit by 401 or 403. */
function isRefusedByAccess(entry: SurfaceEntry, response: Response): boolean {
  if (foreignTarget(response)?.hostname.endsWith(".cloudflareaccess.com")) return true;
  const isRefusal = response.status === 401 || response.status === 403;
  return entry.probe_auth === "access" && isRefusal && !hasOwnHeader(entry, response);
}

async function judge(entry: SurfaceEntry, response: Response): Promise<ProbeError | null> {
  const { status: allowed, location, text, header } = entry.probe_expect ?? {};
  const isRedirect = response.status >= 300 && response.status < 400;
  const isExpected = allowed
    ? allowed.includes(response.status)
    : response.ok || (location !== undefined && isRedirect);
  if (!isExpected) return await discard(response, isRedirect ? "redirect" : classifyStatus(response.status));
  if (location !== undefined && !pointsTo(response, location)) return await discard(response, "redirect");
  if (header !== undefined && !hasOwnHeader(entry, response)) return await discard(response, "content");
  if (text === undefined) return await discard(response, null);
  return (await readStart(response)).includes(text) ? null : "content";
}

/** Whether the URL has the expected target's origin, and its path or one below it. */
function pointsTo(response: Response, expected: string): boolean {
  const target = foreignTarget(response);
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
