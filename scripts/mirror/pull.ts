import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";
import { PublicSnapshot } from "../../lib/schemas/fallback";

export const SNAPSHOT_PATH = "/api/status/public/snapshot";
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 24 * 1024 * 1024;
/** A time further ahead of this machine's clock is no time of ours. */
export const SKEW_MS = 5 * 60_000;

/** What the status page answered: its snapshot, or why what came back is none. */
export type Pulled = { snapshot: PublicSnapshot } | { silence: string };

/**
 * The source's public snapshot. Whatever is not exactly that counts as silence: no answer, another status, a redirect, HTML, another
 * version's shape, a body that is too long or too slow. A connection that breaks is tried once more: it may be one of before, which the
 * other side has closed meanwhile. Its time is never later than `now`.
 */
export async function pullSnapshot(source: string, now: number, timeoutMs = TIMEOUT_MS): Promise<Pulled> {
  const pulled = await pullOnce(source, now, timeoutMs);
  return pulled ?? (await pullOnce(source, now, timeoutMs)) ?? { silence: "it can't be reached" };
}

/** Null where the connection broke. */
async function pullOnce(source: string, now: number, timeoutMs: number): Promise<Pulled | null> {
  try {
    const response = await boundedFetch(source + SNAPSHOT_PATH, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
      userAgent: "raxx-status-mirror/1",
    });
    const fault = findFault(response);
    if (fault) {
      await response.body?.cancel();
      return { silence: fault };
    }
    const text = await readText(response, MAX_BYTES);
    return text === null ? { silence: "the body is too long" } : parse(text, now);
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? { silence: "it did not answer in time" } : null;
  }
}

function findFault({ status, headers }: Response): string | null {
  if (status !== 200) return `the status is ${status}`;
  const type = headers.get("Content-Type") ?? "none";
  return type.startsWith("application/json") ? null : `the type is ${type.slice(0, 60)}, not JSON`;
}

function parse(text: string, now: number): Pulled {
  const { data, error } = PublicSnapshot.safeParse(readJson(text));
  if (!data) return { silence: `the body has another shape (${error?.issues.length} faults)` };
  if (data.taken_at > now + SKEW_MS) return { silence: "its time is more than 5 minutes ahead" };
  return { snapshot: { ...data, taken_at: Math.min(data.taken_at, now) } };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
