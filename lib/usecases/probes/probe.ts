import pLimit from "p-limit";
import type { Context } from "@/lib/context";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { isLoopback } from "@/lib/schemas/request-url";
import { boundedFetch } from "@/lib/sources/bounded-fetch";
import { type Observation, type ProbeOptions, probeOnce } from "@/lib/sources/prober";
import { commit, WriteBehind } from "@/lib/usecases/commit";
import { clearAlert, raiseAlert } from "@/lib/usecases/operators/alert";
import { loadBoard } from "@/lib/usecases/surfaces/load";
import { decideProbes, type SurfaceResult } from "./record";

/** Of the tick's 6 connections, so that surfaces that hang leave some to the others. */
const CONNECTIONS = 4;
const TICK_BUDGET_MS = 22_000;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 2_000;
const CONTROL_URLS = "https://www.cloudflare.com/cdn-cgi/trace,https://www.gstatic.com/generate_204";
const SELF_CHECK = "prober:self-check";

type Look = { entry: SurfaceEntry; seen: Observation };
type Counts = Record<string, number>;

/** Probes every surface with a `probe_url`, a failing one twice; failures wait until one answers, since a tick in which none does may be our own fault. */
export async function probeSurfaces(ctx: Context): Promise<Counts> {
  if (!ctx.env.flag("FLAG_STATUS_PROBER")) return { probed: 0 };
  const store = new WriteBehind<SurfaceResult>((results) => commit(ctx, (board) => decideProbes(ctx, board, results)));
  const doubtful: Look[] = [];
  let answered = false;
  const looks = await lookAtAll(ctx, await inOrder(ctx), (look) => {
    if (look.seen.kind !== "result") return;
    doubtful.push(look);
    answered ||= look.seen.ok || look.seen.statusCode !== null;
    if (answered) for (const known of doubtful.splice(0)) store.add(resultOf(ctx, known));
  });
  const blind = doubtful.length > 0 && !(await networkWorks(ctx));
  for (const look of doubtful) if (!blind || isBeyondDoubt(ctx, look)) store.add(resultOf(ctx, look));
  if (blind) await raiseAlert(ctx, { key: SELF_CHECK, severity: "critical", title: BLIND });
  else if (looks.some(({ seen }) => seen.kind === "result")) await clearAlert(ctx, SELF_CHECK);
  await store.settled();
  const count = (ok: boolean) => looks.filter(({ seen }) => seen.kind === "result" && seen.ok === ok).length;
  return { probed: looks.length, succeeded: count(true), failed: count(false), blind: Number(blind) };
}

/** Healthy surfaces come first, so that many that hang can't keep one that answers from being probed. */
async function inOrder(ctx: Context): Promise<SurfaceEntry[]> {
  const { surfaces } = await loadBoard(ctx);
  const failing = (entry: SurfaceEntry) => Number((surfaces.get(entry.id)?.surface.probe.failStreak ?? 0) > 0);
  return ctx.registry.entries.filter((entry) => entry.probe_url !== null).sort((a, b) => failing(a) - failing(b));
}

const BLIND = "Every probe failed at once, and so did the control URLs: the fault is ours, nothing was reported";

const isFailure = ({ seen }: Look): boolean => seen.kind === "result" && !seen.ok;

function lookAtAll(ctx: Context, entries: readonly SurfaceEntry[], tell: (look: Look) => void): Promise<Look[]> {
  const limit = pLimit(CONNECTIONS);
  const options: ProbeOptions = {
    timeoutMs: ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS),
    deadline: AbortSignal.timeout(TICK_BUDGET_MS),
    accessToken: accessToken(ctx),
    elapsed: ctx.elapsed,
  };
  const ask = (entry: SurfaceEntry) => limit(() => ctx.gate(() => probeOnce(entry, options)));
  const look = async (entry: SurfaceEntry): Promise<Look> => {
    const first = { entry, seen: await ask(entry) };
    if (!isFailure(first)) return first;
    await new Promise((resolve) => setTimeout(resolve, ctx.env.ms("PROBE_RETRY_MS", RETRY_MS)));
    const second = { entry, seen: await ask(entry) };
    return second.seen.kind === "no_result" ? first : second;
  };
  return Promise.all(
    entries.map(async (entry) => {
      const seen = await look(entry);
      tell(seen);
      return seen;
    }),
  );
}

function resultOf({ now }: Context, { entry, seen }: Look): SurfaceResult {
  if (seen.kind !== "result") throw new TypeError("a look without a result tells nothing");
  const { ok, latencyMs, statusCode, error } = seen;
  return { surfaceId: entry.id, result: { at: now, ok, latencyMs, statusCode, error } };
}

function accessToken({ env }: Context): ProbeOptions["accessToken"] {
  const id = env.value("PROBE_ACCESS_CLIENT_ID");
  const secret = env.value("PROBE_ACCESS_CLIENT_SECRET");
  return id && secret ? { id, secret } : null;
}

const controlUrls = ({ env }: Context): string[] => (env.value("PROBE_CONTROL_URLS") ?? CONTROL_URLS).split(",");

/** A surface on this machine is not behind the network that public control URLs test. */
const isBeyondDoubt = (ctx: Context, { entry }: Look): boolean =>
  isLoopback(entry.probe_url ?? "") && !controlUrls(ctx).every(isLoopback);

/** Whether a neutral control URL answers, so that the fault is not ours. */
async function networkWorks(ctx: Context): Promise<boolean> {
  const timeoutMs = ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS);
  const answers = await Promise.allSettled(
    controlUrls(ctx).map((url) =>
      ctx.gate(async () => {
        const response = await boundedFetch(url, { signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
      }),
    ),
  );
  return answers.some(({ status }) => status === "fulfilled");
}
