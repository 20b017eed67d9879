import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";
import { toIso } from "../../lib/schemas/times";
import type { Finding } from "./alerts";
import type { Look } from "./probe-outside";
import type { Pulled } from "./pull";
import { sendWrite } from "./write-api";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 4 * 1024 * 1024;
/** How old the page's data may be: its fallback snapshot is written each 5 minutes at the latest. */
const MAX_AGE_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** The outside dead-man's switch: the cron by /healthz, the page, its data and their age. */
export async function watch(source: string, pulled: Pulled, now: number): Promise<Finding[]> {
  const [healthz, page] = await Promise.all([
    ask(source, "/healthz", (text) => text.includes('"ok"')),
    ask(source, "/", (text) => text.includes('id="main"')),
  ]);
  return [
    { name: "the cron (/healthz)", fault: healthz },
    { name: "the page", fault: page },
    { name: "the page's data", fault: "silence" in pulled ? pulled.silence : judgeAge(now - pulled.snapshot.taken_at) },
  ];
}

const judgeAge = (ageMs: number): string | null =>
  ageMs <= MAX_AGE_MS ? null : `it is ${Math.round(ageMs / MINUTE_MS)} minutes old`;

async function ask(source: string, path: string, isOurs: (text: string) => boolean): Promise<string | null> {
  try {
    const response = await boundedFetch(source + path, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      userAgent: "raxx-status-mirror/1",
    });
    const text = await readText(response, MAX_BYTES);
    if (response.status !== 200) return `it answers ${response.status}`;
    return text !== null && isOurs(text) ? null : "what it answers is not ours";
  } catch (error) {
    return `no answer (${(error as Error).message.slice(0, 100)})`;
  }
}

type Report = { source: string; token: string; say: (line: string) => void };

/** Reports what was seen from outside as a second vantage (contract §21.4). */
export async function report(looks: readonly Look[], { source, token, say }: Report): Promise<void> {
  const body = looks.flatMap(({ entry, at, observation, tlsEnd }) =>
    observation.kind === "result"
      ? [
          {
            ...{ surface_id: entry.id, ok: observation.ok, checked_at: toIso(at), latency_ms: observation.latencyMs },
            ...{ status_code: observation.statusCode, error: observation.error, vantage: "outside" },
            tls_expires_at: tlsEnd === null ? null : toIso(tlsEnd),
          },
        ]
      : [],
  );
  if (body.length === 0) return;
  const written = await sendWrite(source, "probe-results", { token, body });
  if (written.kind !== "done") say(`what was seen from outside was not taken: ${written.why}`);
}
