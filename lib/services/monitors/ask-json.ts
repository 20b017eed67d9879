import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import type { Context } from "@/lib/platform/context";
import type { Finding } from "./checks";

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 256 * 1024;

/** Why a request to an API failed, in a few words of ours. */
export type Failure = { failure: string };

/** The reason given for a response that does not match the API's documentation. */
export const UNEXPECTED: Failure = { failure: "an unexpected response" };

type ApiRequest = { url: string; headers: Record<string, string>; timeoutMs?: number };

/** JSON from an API within 8 s and 256 KB, read by `parse` (null: unexpected). Never throws; the API's error texts are dropped. */
export const fetchJson = <Body>(
  { limitConcurrency }: Pick<Context, "limitConcurrency">,
  request: ApiRequest,
  parse: (body: unknown) => Body | null,
): Promise<Body | Failure> => limitConcurrency(() => requestJson(request, parse));

async function requestJson<Body>(
  { url, headers, timeoutMs = TIMEOUT_MS }: ApiRequest,
  parse: (body: unknown) => Body | null,
): Promise<Body | Failure> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await boundedFetch(url, {
      headers: { Accept: "application/json", ...headers },
      cache: "no-store",
      signal,
    });
    const isJson = /[/+]json\b/i.test(response.headers.get("Content-Type") ?? "");
    if (!response.ok || !isJson) {
      await response.body?.cancel();
      return { failure: response.ok ? "not JSON" : `HTTP ${response.status}` };
    }
    const text = await readText(response, MAX_BYTES);
    if (text === null) return { failure: `over ${MAX_BYTES / 1024} KB` };
    return parse(JSON.parse(text)) ?? UNEXPECTED;
  } catch (error) {
    if (error instanceof SyntaxError) return { failure: "not JSON" };
    return { failure: signal.aborted ? `no response within ${timeoutMs / 1000} s` : "no connection" };
  }
}

/** The result where an API could not be reached: unknown, and no alert changes. */
export const unknownBecause = ({ failure }: Failure): Pick<Finding, "ok" | "summary" | "details"> => ({
  ok: null,
  summary: `Could not check: ${failure}`,
  details: { failure },
});
