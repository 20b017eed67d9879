import { connect } from "node:tls";
import * as z from "zod";
import type { Measured } from "../../components/mirror/mirror-view";
import { STREAK } from "../../lib/core/engine/precedence";
import { type Observation, probeOnce } from "../../lib/integrations/prober";
import type { PublicSnapshot } from "../../lib/schemas/fallback";
import type { Registry, SurfaceEntry } from "../../lib/schemas/registry";

const MINUTE_MS = 60_000;
const TIMEOUT_MS = 8_000;
const RETRY_MS = 2_000;
/** Results further apart are no row: what was measured before says nothing of now. */
const GAP_MS = 20 * MINUTE_MS;

const Seen = z.strictObject({
  state: z.enum(["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"]),
  okStreak: z.int(),
  failStreak: z.int(),
  at: z.int(),
});
type Seen = z.infer<typeof Seen>;
/** What runs have measured of each surface. */
export const Memory = z.record(z.string(), Seen);
export type Memory = z.infer<typeof Memory>;

/** One look from outside; `tlsEnd` is until when the host's certificate is valid (epoch ms), null where that can't be read. */
export type Look = { entry: SurfaceEntry; at: number; observation: Observation; tlsEnd: number | null };

/**
 * Asks every probed surface from where the job runs, as the prober judges it, a failing one twice. A login in the way is no result; and
 * where nothing at all can be reached, the fault is the job's own network.
 */
export async function lookFromOutside({ surfaces }: Registry, now: number): Promise<Look[]> {
  const at = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const probed = surfaces.filter(({ probe_url }) => probe_url !== null);
  const looks = await Promise.all(
    probed.map(async (entry) => ({ entry, at, observation: await lookTwice(entry), tlsEnd: await readTlsEnd(entry) })),
  );
  const results = looks.filter(({ observation }) => observation.kind === "result");
  const isBlind =
    results.length > 1 &&
    results.every(({ observation }) => observation.kind === "result" && observation.isUnreachable);
  return isBlind ? [] : results;
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

function count(before: Seen | undefined, ok: boolean, at: number): Seen {
  const okStreak = ok ? (before?.okStreak ?? 0) + 1 : 0;
  const failStreak = ok ? 0 : (before?.failStreak ?? 0) + 1;
  const was = before?.state ?? "UNKNOWN";
  const failed = failStreak >= STREAK ? "DOWN" : was === "OPERATIONAL" ? "DEGRADED" : was;
  return { state: ok ? (okStreak >= STREAK ? "OPERATIONAL" : was) : failed, okStreak, failStreak, at };
}

/** What is shown of it while the status page is silent: customers' surfaces, each beside its last known state. */
export const toMeasured = (
  memory: Memory,
  { surfaces }: Registry,
  snapshot: PublicSnapshot | null,
  now: number,
): Measured[] =>
  surfaces.flatMap(({ id, display_name: name, audience }) => {
    const seen = memory[id];
    if (seen === undefined || audience === "team" || !isNear(seen.at, now)) return [];
    const lastKnown = snapshot?.surfaces.find((surface) => surface.id === id)?.state ?? "UNKNOWN";
    return [{ surfaceId: id, name, lastKnown, state: seen.state, at: seen.at }];
  });
