import pLimit from "p-limit";
import type { Context } from "@/lib/context";
import { isLoopback } from "@/lib/env";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { type Observation, type ProbeOptions, probeOnce } from "@/lib/sources/prober/probe-once";
import { clearAlert, raiseAlert } from "./alerts";
import { commit } from "./commit";
import { decideProbes, type SurfaceResult } from "./probe-decision";
import { WriteBehind } from "./write-behind";

/** Of the platform's 6 simultaneous connections; the poller has the others. */
const CONNECTIONS = 4;
const TICK_BUDGET_MS = 22_000;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 2_000;
const CONTROL_URLS = "https://www.cloudflare.com/cdn-cgi/trace,https://www.gstatic.com/generate_204";
const SELF_CHECK = "prober:self-check";

type Look = { entry: SurfaceEntry; seen: Observation };
type Counts = Record<string, number>;

/**
 * The prober (§4c): every surface with a `probe_url`, each once a tick and a failing one once more after 2 s. Results are
 * stored as they arrive; failures wait until something succeeded, since a tick in which everything fails may be our own fault.
 */
export async function probeSurfaces(ctx: Context): Promise<Counts> {
  if (!ctx.env.flag("FLAG_STATUS_PROBER")) return { probed: 0 };
  const entries = ctx.registry.entries.filter((entry) => entry.probe_url !== null);
  const store = new WriteBehind<SurfaceResult>((results) => commit(ctx, (board) => decideProbes(ctx, board, results)));
  const looks = await lookAtAll(ctx, entries, store);
  const failed = looks.filter(isFailure);
  const blind = failed.length > 0 && !looks.some(isSuccess) && !(await networkWorks(ctx, failed));
  if (blind) await raiseAlert(ctx, { key: SELF_CHECK, severity: "critical", title: BLIND });
  else if (looks.some(isSuccess)) await clearAlert(ctx, SELF_CHECK);
  for (const look of failed) if (!blind || isBeyondDoubt(ctx, look)) store.add(resultOf(ctx, look));
  await store.settled();
  return {
    probed: looks.length,
    succeeded: looks.filter(isSuccess).length,
    failed: failed.length,
    blind: Number(blind),
  };
}

const BLIND = "Every probe failed at once, and so did the control URLs: the fault is ours, nothing was reported";

const isSuccess = ({ seen }: Look): boolean => seen.kind === "result" && seen.ok;
const isFailure = ({ seen }: Look): boolean => seen.kind === "result" && !seen.ok;

function lookAtAll(ctx: Context, entries: readonly SurfaceEntry[], store: WriteBehind<SurfaceResult>): Promise<Look[]> {
  const limit = pLimit(CONNECTIONS);
  const options: ProbeOptions = {
    timeoutMs: ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS),
    deadline: AbortSignal.timeout(TICK_BUDGET_MS),
    accessToken: accessToken(ctx),
    elapsed: ctx.elapsed,
  };
  const look = async (entry: SurfaceEntry): Promise<Look> => {
    const first = { entry, seen: await limit(() => probeOnce(entry, options)) };
    if (!isFailure(first)) return first;
    await new Promise((resolve) => setTimeout(resolve, ctx.env.ms("PROBE_RETRY_MS", RETRY_MS)));
    const second = { entry, seen: await limit(() => probeOnce(entry, options)) };
    return second.seen.kind === "no_result" ? first : second;
  };
  return Promise.all(
    entries.map(async (entry) => {
      const seen = await look(entry);
      if (isSuccess(seen)) store.add(resultOf(ctx, seen));
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

/** A surface on this very machine is not behind the network that public control URLs speak for. */
const isBeyondDoubt = (ctx: Context, { entry }: Look): boolean =>
  isLoopback(entry.probe_url ?? "") && !controlUrls(ctx).every(isLoopback);

/** Whether the fault is theirs: somebody answered with a status, or a neutral control URL answers. */
async function networkWorks(ctx: Context, failed: readonly Look[]): Promise<boolean> {
  if (failed.some(({ seen }) => seen.kind === "result" && seen.statusCode !== null)) return true;
  const timeoutMs = ctx.env.ms("PROBE_TIMEOUT_MS", TIMEOUT_MS);
  const answers = await Promise.all(
    controlUrls(ctx).map(async (url) => {
      try {
        const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        return true;
      } catch {
        return false;
      }
    }),
  );
  return answers.includes(true);
}
