import type { Context } from "@/lib/context";
import { readText } from "@/lib/sources/read-text";

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 256 * 1024;
const USER_AGENT = "raxx-status";

export type Failure = { failure: string };
/** What an API said, or in a few words of our own why it could not be heard. */
export type Answer = { body: unknown } | Failure;

/** Said of an answer that is not what its API's documentation promises. */
export const UNEXPECTED: Failure = { failure: "an unexpected answer" };

type Question = { url: string; headers: Record<string, string>; timeoutMs?: number };

/** Asks an API for JSON: no redirects, 8 s, 256 KB. Never throws, and no error text of the other side gets through. */
export const askJson = ({ gate }: Pick<Context, "gate">, question: Question): Promise<Answer> =>
  gate(() => ask(question));

async function ask({ url, headers, timeoutMs = TIMEOUT_MS }: Question): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { Accept: "application/json", ...headers, "User-Agent": USER_AGENT },
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    if (response.ok && isJson(response)) return parse(await readText(response, MAX_BYTES));
    await response.body?.cancel();
    return { failure: response.ok ? "not JSON" : `HTTP ${response.status}` };
  } catch {
    return { failure: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection" };
  }
}

const isJson = ({ headers }: Response): boolean => /[/+]json\b/i.test(headers.get("Content-Type") ?? "");

function parse(text: string | null): Answer {
  if (text === null) return { failure: `over ${MAX_BYTES / 1024} KB` };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { failure: "not JSON" };
  }
}
