import pLimit from "p-limit";
import { boundedFetch } from "@/lib/integrations/bounded-fetch";
import { type Observation, type ProbeOptions, probeOnce } from "@/lib/integrations/prober";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { isLoopback } from "@/lib/schemas/request-url";
import { commit, WriteQueue } from "@/lib/services/commit";
import { clearAlert, raiseAlert } from "@/lib/services/operators/alert";
import { loadState } from "@/lib/services/surfaces/load";
import { decideProbes, type SurfaceResult } from "./record";

/** How many of the tick's 6 connections probes may use, so that hanging surfaces leave some for the other jobs. */
const CONNECTIONS = 4;
const TICK_BUDGET_MS = 22_000;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 2_000;
const CONTROL_URLS = "https://www.cloudflare.com/cdn-cgi/trace,https://www.gstatic.com/generate_204";
const SELF_CHECK = "prober:self-check";

type ProbedSurface = { entry: SurfaceEntry; observation: Observation };
type Counts = Record<string, number>;

/** Probes every surface with a `probe_url`, a failing one twice; failures count only once some probe answers, since otherwise our own network may be down. */
export async function probeSurfaces(ctx: Context): Promise<Counts> {
  if (!ctx.env.flag("FLAG_STATUS_PROBER")) return { probed: 0 };
  const store = new WriteQueue<SurfaceResult>((results) => commit(ctx, (loaded) => decideProbes(ctx, loaded, results)));
  const doubtful: ProbedSurface[] = [];
  let answered = false;
  const all = await probeAll(ctx, await inOrder(ctx), (probed) => {
    if (probed.observation.kind !== "result") return;
    doubtful.push(probed);
    answered ||= probed.observation.ok || probed.observation.statusCode !== null;
    if (answered) for (const known of doubtful.splice(0)) store.add(toResult(ctx, known));
  });
  const isNetworkDown = doubtful.length > 0 && !(await networkWorks(ctx));
  for (const probed of doubtful) if (!isNetworkDown || isBeyondDoubt(ctx, probed)) store.add(toResult(ctx, probed));
  if (isNetworkDown) await raiseAlert(ctx, { key: SELF_CHECK, severity: "critical", title: NETWORK_DOWN });
  else if (all.some(({ observation }) => observation.kind === "result")) await clearAlert(ctx, SELF_CHECK);
  await store.settled();
  const count = (ok: boolean) =>
    all.filter(({ observation }) => observation.kind === "result" && observation.ok === ok).length;
  return {
    probed: all.length,
    succeeded: count(true),
    failed: count(false),
    blind: Number(isNetworkDown),
  };
}

/** Healthy surfaces come first, so that many hanging ones can't keep one that answers from being probed. */
async function inOrder(ctx: Context): Promise<SurfaceEntry[]> {
  const { surfaces } = await loadState(ctx);
  const failing = (entry: SurfaceEntry) => Number((surfaces.get(entry.id)?.surface.probe.failStreak ?? 0) > 0);
  return ctx.registry.entries.filter((entry) => entry.probe_url !== null).sort((a, b) => failing(a) - failing(b));
}

const NETWORK_DOWN = "Every probe failed at once, and so did the control URLs: the fault is ours, nothing was reported";

const isFailure = ({ observation }: ProbedSurface): boolean => observation.kind === "result" && !observation.ok;

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
  const probe = async (entry: SurfaceEntry): Promise<ProbedSurface> => {
    const first = { entry, observation: await attempt(entry) };
    if (!isFailure(first)) return first;
    await new Promise((resolve) => setTimeout(resolve, ctx.env.ms("PROBE_RETRY_MS", RETRY_MS)));
    const second = { entry, observation: await attempt(entry) };
    return second.observation.kind === "no_result" ? first : second;
  };
  return Promise.all(
    entries.map(async (entry) => {
      const observation = await probe(entry);
      onProbed(observation);
      return observation;
    }),
  );
}

function toResult({ now }: Context, { entry, observation }: ProbedSurface): SurfaceResult {
  if (observation.kind !== "result") throw new TypeError("a probe without a result can't be stored");
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

/** Whether a neutral control URL answers, which shows that our own network works. */
async function networkWorks(ctx: Context): Promise<boolean> {
  const timeoutMs = ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS);
  const responses = await Promise.allSettled(
    controlUrls(ctx).map((url) =>
      ctx.limitConcurrency(async () => {
        const response = await boundedFetch(url, { signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
      }),
    ),
  );
  return responses.some(({ status }) => status === "fulfilled");
}
