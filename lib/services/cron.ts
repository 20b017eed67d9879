import type { D1Cost } from "@/db/meter";
import { finishRun, startRun } from "@/db/queries/cron-runs";
import type { Context } from "@/lib/platform/context";
import { loggable } from "@/lib/platform/problems";
import { writeFallback } from "@/lib/services/fallback/write";
import { checkConfiguration } from "@/lib/services/monitors/configuration";
import { monitorGithub } from "@/lib/services/monitors/github";
import { monitorHeroku } from "@/lib/services/monitors/heroku";
import { monitorSentry } from "@/lib/services/monitors/sentry";
import { tellSubscribers } from "@/lib/services/notices/tell-subscribers";
import { deliverAlerts } from "@/lib/services/operators/alert";
import { watchSurfaces } from "@/lib/services/operators/watch-surfaces";
import { pollPartners } from "@/lib/services/partners/poll";
import { probeSurfaces } from "@/lib/services/probes/probe";
import { writeUnwritten } from "@/lib/services/probes/unwritten";
import { purgingOnce } from "@/lib/services/public/purge";
import { retainRecords } from "@/lib/services/retention/nightly";
import { runIdempotent } from "@/lib/services/retry";
import { settleSurfaces } from "@/lib/services/surfaces/update";
import { reconcileTickets } from "@/lib/services/tickets/reconcile";

type Job = (ctx: Context) => Promise<Record<string, number | string>>;

/** The minute's jobs: what the minute before left, then the clock's changes, then the rest in parallel; then what operators are to hear of it; alerts and the fallback snapshot last; then subscribers. */
const LEFT: Record<string, Job> = { unwritten: writeUnwritten };
const FIRST: Record<string, Job> = { schedule: settleSurfaces };
const BESIDE: Record<string, Job> = {
  prober: probeSurfaces,
  partners: pollPartners,
  reconciler: reconcileTickets,
  retention: retainRecords,
  heroku: monitorHeroku,
  sentry: monitorSentry,
  github: monitorGithub,
  configuration: checkConfiguration,
};
const THEN: Record<string, Job> = { surfaces: watchSurfaces };
const LAST: Record<string, Job> = { alerts: deliverAlerts, last_known: writeFallback };
/** After everything else, in a time of its own: what people who subscribed are told. */
const SUBSCRIBERS: Record<string, Job> = { notices: tellSubscribers };

type Report = { ok: boolean; ms: number } & Record<string, number | string | boolean>;

/** One tick, with the scheduled minute as its `now`: runs every job, where one failing job stops no other, and stores each job's result and the D1 usage. */
export async function runTick(ctx: Context, cost: D1Cost): Promise<void> {
  const startedMs = ctx.elapsed();
  const startedAt = Date.now();
  await logged(ctx, "cron_runs", () => runIdempotent(ctx, [startRun(ctx.db, ctx.now, startedAt)]));
  const reports: Record<string, Report> = {};
  const runAll = (jobs: Record<string, Job>, jobCtx = ctx) =>
    Promise.allSettled(
      Object.entries(jobs).map(async ([name, job]) => {
        reports[name] = await runJob(jobCtx, name, job);
      }),
    );
  await purgingOnce(ctx, async (jobCtx) => {
    await runAll(LEFT, jobCtx);
    await runAll(FIRST, jobCtx);
    await runAll(BESIDE, jobCtx);
  });
  await runAll(THEN);
  await runAll(LAST);
  await runAll(SUBSCRIBERS);
  const finishedAt = startedAt + Math.round(ctx.elapsed() - startedMs);
  await logged(ctx, "cron_runs", () =>
    runIdempotent(ctx, [finishRun(ctx.db, ctx.now, finishedAt, { ...reports, d1: { ...cost } })]),
  );
}

async function runJob(ctx: Context, name: string, job: Job): Promise<Report> {
  const startedMs = ctx.elapsed();
  const ms = () => Math.round(ctx.elapsed() - startedMs);
  const counts = await logged(ctx, name, () => job(ctx));
  return { ...counts, ok: counts !== null, ms: ms() };
}

async function logged<T>(ctx: Context, job: string, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    ctx.log("cron job failed", { job, ...loggable(error) });
    return null;
  }
}
