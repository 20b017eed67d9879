import { selectLastRuns } from "@/db/queries/cron-runs";
import type { Context } from "@/lib/platform/context";
import type { Heartbeat } from "@/lib/schemas/internal";
import { toIso } from "@/lib/schemas/times";

/** How old the last finished tick may be before the cron counts as stopped. */
export const ALIVE_MS = 180_000;

/** Whether the cron runs: a tick has finished within the last 3 minutes. For an outside dead-man's switch. */
export async function readHeartbeat(ctx: Context): Promise<Heartbeat> {
  const run = (await selectLastRuns(ctx.db)).find(({ finishedAt }) => finishedAt !== null);
  if (!run?.finishedAt) return { alive: false, last_finished_at: null, jobs: null };
  const finishedAt = Date.parse(run.finishedAt);
  return {
    alive: ctx.now - finishedAt < ALIVE_MS,
    last_finished_at: toIso(finishedAt),
    jobs: run.jobs === null ? null : JSON.parse(run.jobs),
  };
}
