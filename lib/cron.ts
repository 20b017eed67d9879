import type { Context } from "@/lib/context";
import { settleSurfaces } from "@/lib/usecases/settle-surfaces";

/** The minute's jobs, in order of their start; each fails alone. */
const JOBS: Record<string, (ctx: Context) => Promise<unknown>> = {
  schedule: settleSurfaces,
};

/** One tick: every job, with the scheduled minute as its now. */
export async function runTick(ctx: Context): Promise<void> {
  const names = Object.keys(JOBS);
  const results = await Promise.allSettled(Object.values(JOBS).map((job) => job(ctx)));
  results.forEach((result, i) => {
    if (result.status === "rejected") ctx.log("cron job failed", { job: names[i], error: String(result.reason) });
  });
}
