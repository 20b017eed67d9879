import { connect } from "node:tls";
import * as z from "zod";
import type { Measured } from "../../components/mirror/mirror-view";
import { STREAK } from "../../lib/core/engine/precedence";
import { boundedFetch } from "../../lib/integrations/bounded-fetch";
import { type Observation, probeOnce } from "../../lib/integrations/prober";
import type { PublicSnapshot } from "../../lib/schemas/fallback";
import type { Registry, SurfaceEntry } from "../../lib/schemas/registry";
import { CONTROL_URLS } from "../../lib/services/probes/probe";

const MINUTE_MS = 60_000;
const TIMEOUT_MS = 8_000;
const RETRY_MS = 2_000;
/** Results further apart are no row: what was measured before says nothing of now. */
const GAP_MS = 20 * MINUTE_MS;

/** The neutral URLs, by comma, that show whether the job's own network works: the prober's own setting, and its own two. */
export const readControlUrls = ({ PROBE_CONTROL_URLS: urls }: NodeJS.ProcessEnv): string[] =>
  (urls || CONTROL_URLS).split(",");

const Streak = z.strictObject({
  state: z.enum(["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"]),
  okStreak: z.int(),
  failStreak: z.int(),
  at: z.int(),
});
type Streak = z.infer<typeof Streak>;
/** What runs have measured of each surface. */
export const Memory = z.record(z.string(), Streak);
export type Memory = z.infer<typeof Memory>;

/** `blind`: it can't be told whether the surface was unreachable or the job's own network. */
type Seen = Observation | { kind: "no_result"; why: "blind" };

/** One look from outside; `tlsEnd` is until when the host's certificate is valid (epoch ms), null where that can't be read. */
export type Look = { entry: SurfaceEntry; at: number; observation: Seen; tlsEnd: number | null };

/** The minute that a look counts for. */
export const minuteOf = (now: number): number => Math.floor(now / MINUTE_MS) * MINUTE_MS;

/** What a run looks at: the registry's probed surfaces, and by which URLs it tells a fault of its own network. */
export type Outlook = { registry: Registry; controlUrls: readonly string[]; now: number };

/**
 * Asks every probed surface from where the job runs, as the prober judges it, a failing one twice. A login in the way is no result; nor is
 * an unreachable surface where no control URL answers either: then the fault is the job's own network (contract §21.4).
 */
export async function lookFromOutside({ registry, controlUrls, now }: Outlook): Promise<Look[]> {
  const at = minuteOf(now);
  const probed = registry.surfaces.filter(({ probe_url }) => probe_url !== null);
  const looks = await Promise.all(
    probed.map(
      async (entry): Promise<Look> => ({
        entry,
        at,
        observation: await lookTwice(entry),
        tlsEnd: await readTlsEnd(entry),
      }),
    ),
  );
  const isBlind = looks.some(isUnreachable) && !(await answersAny(controlUrls));
  const blind = { kind: "no_result", why: "blind" } as const;
  return looks.map((look) => (isBlind && isUnreachable(look) ? { ...look, observation: blind } : look));
}

const isUnreachable = ({ observation }: Look): boolean => observation.kind === "result" && observation.isUnreachable;

/** Whether one of these URLs answers with 2xx. */
async function answersAny(urls: readonly string[]): Promise<boolean> {
  const answers = urls.map(async (url) => {
    const response = await boundedFetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    return response.ok;
  });
  return (await Promise.allSettled(answers)).some((answer) => answer.status === "fulfilled" && answer.value);
}

async function lookTwice(entry: SurfaceEntry): Promise<Observation> {
  const look = () => {
    const deadline = AbortSignal.timeout(2 * TIMEOUT_MS);
    return probeOnce(entry, { timeoutMs: TIMEOUT_MS, deadline, accessToken: null, elapsed: () => performance.now() });
  };
  const first = await look();
  if (first.kind === "no_result" || first.ok) return first;
  await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  return look();
}

/** The end of the certificate that the host presents, valid or not. */
function readTlsEnd({ probe_url }: SurfaceEntry): Promise<number | null> {
  const { protocol, hostname, port } = new URL(probe_url ?? "http://unknown.invalid");
  if (protocol !== "https:") return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    });
    const end = (at: number) => {
      socket.destroy();
      resolve(Number.isFinite(at) ? at : null);
    };
    socket.setTimeout(TIMEOUT_MS, () => end(Number.NaN));
    socket.once("error", () => end(Number.NaN));
    socket.once("secureConnect", () => end(Date.parse(socket.getPeerCertificate().valid_to)));
  });
}

/** The engine's thresholds: the 1st failure in a row makes DEGRADED, the 3rd DOWN, the 3rd success OPERATIONAL. A minute counts once. */
export function remember(before: Memory, looks: readonly Look[]): Memory {
  const next = { ...before };
  for (const { entry, at, observation } of looks) {
    const known = before[entry.id];
    if (observation.kind === "result" && known?.at !== at)
      next[entry.id] = count(known && isNear(known.at, at) ? known : undefined, observation.ok, at);
  }
  return next;
}

/** Whether two results are of one row: not where the gap is long, nor where the clock went back. */
const isNear = (before: number, at: number): boolean => at >= before && at - before <= GAP_MS;

function count(before: Streak | undefined, ok: boolean, at: number): Streak {
  const okStreak = ok ? (before?.okStreak ?? 0) + 1 : 0;
  const failStreak = ok ? 0 : (before?.failStreak ?? 0) + 1;
  const was = before?.state ?? "UNKNOWN";
  const failed = failStreak >= STREAK ? "DOWN" : was === "OPERATIONAL" ? "DEGRADED" : was;
  return { state: ok ? (okStreak >= STREAK ? "OPERATIONAL" : was) : failed, okStreak, failStreak, at };
}

/** Beside which last known states it is shown, and since when results are new enough. */
type Showing = { registry: Registry; snapshot: PublicSnapshot | null; since: number; now: number };

/**
 * What is shown of it while the status page is silent: customers' surfaces, each beside its last known state. What neither this run nor
 * the one before could measure is not shown: an earlier answer would say nothing of now.
 */
export const toMeasured = (memory: Memory, { registry, snapshot, since, now }: Showing): Measured[] =>
  registry.surfaces.flatMap(({ id, display_name: name, audience }) => {
    const seen = memory[id];
    if (seen === undefined || audience === "team" || seen.at < since || !isNear(seen.at, now)) return [];
    const lastKnown = snapshot?.surfaces.find((surface) => surface.id === id)?.state ?? "UNKNOWN";
    return [{ surfaceId: id, name, lastKnown, state: seen.state, at: seen.at }];
  });
