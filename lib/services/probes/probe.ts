import pLimit from "p-limit";
import type { Statement } from "@/db/client";
import { boundedFetch } from "@/lib/integrations/bounded-fetch";
import { type Observation, type ProbeOptions, probeOnce } from "@/lib/integrations/prober";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { isLoopback } from "@/lib/schemas/request-url";
import { commit } from "@/lib/services/commit";
import { alertStatements } from "@/lib/services/operators/alert";
import { runIdempotent } from "@/lib/services/retry";
import { loadState } from "@/lib/services/surfaces/load";
import { WriteQueue } from "@/lib/services/write-queue";
import { decideProbes, type SurfaceResult } from "./record";
import { keepUnwritten } from "./unwritten";

/** How many of the tick's 6 connections probes may use, so that hanging surfaces leave some for the other jobs. */
const CONNECTIONS = 4;
const TICK_BUDGET_MS = 22_000;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 2_000;
/** Two neutral networks, neither of them Cloudflare's: its own addresses answer also while nothing gets out of it. */
export const CONTROL_URLS = "https://www.gstatic.com/generate_204,https://captive.apple.com/hotspot-detect.html";

type Result = Extract<Observation, { kind: "result" }>;
type ProbedSurface<Seen = Observation> = { entry: SurfaceEntry; observation: Seen };
type Counts = Record<string, number>;

/** Probes every surface with a `probe_url`, a failing one twice. An unreachable one counts only once it is certain that our own network works (contract §2.5). */
export async function probeSurfaces(ctx: Context): Promise<Counts> {
  if (!ctx.env.flag("FLAG_STATUS_PROBER")) return { probed: 0 };
  const store = new WriteQueue<SurfaceResult>((result) => commit(ctx, (loaded) => decideProbes(ctx, loaded, [result])));
  const doubtful: ProbedSurface<Result>[] = [];
  let networkWorks: Promise<boolean> | undefined;
  const all = await probeAll(ctx, await inOrder(ctx), (probed) => {
    if (!hasResult(probed)) return;
    if (!probed.observation.isUnreachable || isBeyondDoubt(ctx, probed)) return store.add(toResult(ctx, probed));
    doubtful.push(probed);
    networkWorks ??= checkNetwork(ctx);
  });
  const results = all.filter(hasResult);
  const isNetworkDown = doubtful.length > 0 && (areAllUnreachable(results) || !(await networkWorks));
  if (!isNetworkDown) for (const probed of doubtful) store.add(toResult(ctx, probed));
  const lost = await store.settled();
  await keepUnwritten(
    ctx,
    lost.map(({ item }) => item),
  );
  await runIdempotent(ctx, alertsOf(ctx, all, isNetworkDown));
  if (lost[0]) throw lost[0].error;
  const count = (ok: boolean) => results.filter(({ observation }) => observation.ok === ok).length;
  return { probed: all.length, succeeded: count(true), failed: count(false), blind: Number(isNetworkDown) };
}

const hasResult = (probed: ProbedSurface): probed is ProbedSurface<Result> => probed.observation.kind === "result";

/** Whether Cloudflare says of each surface at once that it can't be reached, be it one of Cloudflare's own: then nothing gets out of it. */
const areAllUnreachable = (results: readonly ProbedSurface<Result>[]): boolean =>
  results.length > 1 &&
  results.every(({ observation }) => observation.isUnreachable && observation.statusCode !== null);

/** Healthy surfaces come first, so that many hanging ones can't keep one that answers from being probed. Probing itself needs no database. */
async function inOrder(ctx: Context): Promise<SurfaceEntry[]> {
  const loaded = await loadState(ctx).catch(() => null);
  const failing = ({ id }: SurfaceEntry) => Number((loaded?.surfaces.get(id)?.surface.probe.failStreak ?? 0) > 0);
  return ctx.registry.entries.filter((entry) => entry.probe_url !== null).sort((a, b) => failing(a) - failing(b));
}

const SELF_CHECK = { key: "prober:self-check", severity: "critical" } as const;
const NETWORK_DOWN =
  "The prober's own network is down: no control URL answered well, or no surface could be reached; nothing unreachable was reported";
const ACCESS = { key: "prober:access", severity: "critical" } as const;

/** The alerts on ourselves: our own network, and a service token that Cloudflare Access refuses. Each closes when that is over. */
function alertsOf(ctx: Context, all: readonly ProbedSurface[], isNetworkDown: boolean): Statement[] {
  const refused = all.filter(({ observation }) => observation.kind === "no_result" && observation.why === "access");
  const ids = refused.map(({ entry }) => entry.id).join(", ");
  const title =
    ids && `Cloudflare Access refuses the prober: its service token is refused, or it sends none; no result of: ${ids}`;
  const gated = all.filter(({ entry }) => entry.probe_auth === "access");
  const isLetIn = gated.length === 0 || gated.filter(hasResult).some(({ observation }) => !observation.isUnreachable);
  return [
    ...(all.some(hasResult) ? alertStatements(ctx, { ...SELF_CHECK, title: isNetworkDown ? NETWORK_DOWN : null }) : []),
    ...(title || isLetIn ? alertStatements(ctx, { ...ACCESS, title: title || null }) : []),
  ];
}

function probeAll(
  ctx: Context,
  entries: readonly SurfaceEntry[],
  onProbed: (probed: ProbedSurface) => void,
): Promise<ProbedSurface[]> {
  const limit = pLimit(CONNECTIONS);
  const options: ProbeOptions = {
    timeoutMs: ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS),
    deadline: AbortSignal.timeout(TICK_BUDGET_MS),
    accessToken: accessToken(ctx),
    elapsed: ctx.elapsed,
  };
  const attempt = (entry: SurfaceEntry) => limit(() => ctx.limitConcurrency(() => probeOnce(entry, options)));
  const retryMs = ctx.env.ms("PROBE_RETRY_MS", RETRY_MS);
  const probe = async (entry: SurfaceEntry): Promise<Observation> => {
    const first = await attempt(entry);
    if (retryMs === 0 || first.kind === "no_result" || first.ok) return first;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    const second = await attempt(entry);
    return second.kind === "no_result" && second.why === "deadline" ? first : second;
  };
  return Promise.all(
    entries.map(async (entry) => {
      const probed = { entry, observation: await probe(entry) };
      onProbed(probed);
      return probed;
    }),
  );
}

function toResult({ now }: Context, { entry, observation }: ProbedSurface<Result>): SurfaceResult {
  const { ok, latencyMs, statusCode, error } = observation;
  return { surfaceId: entry.id, result: { at: now, ok, latencyMs, statusCode, error } };
}

function accessToken({ env }: Context): ProbeOptions["accessToken"] {
  const id = env.value("PROBE_ACCESS_CLIENT_ID");
  const secret = env.value("PROBE_ACCESS_CLIENT_SECRET");
  return id && secret ? { id, secret } : null;
}

const controlUrls = ({ env }: Context): string[] => (env.value("PROBE_CONTROL_URLS") ?? CONTROL_URLS).split(",");

/** A surface on this machine is not behind the network that public control URLs test. */
const isBeyondDoubt = (ctx: Context, { entry }: ProbedSurface): boolean =>
  isLoopback(entry.probe_url ?? "") && !controlUrls(ctx).every(isLoopback);

/** Whether a neutral control URL answers with 2xx. Any other response may be that of our own network, which is then down. */
async function checkNetwork(ctx: Context): Promise<boolean> {
  const timeoutMs = ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS);
  const responses = await Promise.allSettled(
    controlUrls(ctx).map((url) =>
      ctx.limitConcurrency(async () => {
        const response = await boundedFetch(url, { signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        return response.ok;
      }),
    ),
  );
  return responses.some((response) => response.status === "fulfilled" && response.value);
}
