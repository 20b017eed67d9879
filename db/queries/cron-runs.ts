import { desc, lt } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { cronRuns } from "@/db/schema/cron-runs";
import { toText } from "@/db/time";

/** Records the start of a tick; one that is delivered twice keeps its first start. */
export const startRun = (db: Db, scheduledAt: number, startedAt: number): Statement =>
  db
    .insert(cronRuns)
    .values({ scheduledAt: toText(scheduledAt), startedAt: toText(startedAt) })
    .onConflictDoNothing();

/** Records the end of a tick; `jobs` has each job's result. */
export const finishRun = (db: Db, scheduledAt: number, finishedAt: number, jobs: unknown): Statement => {
  const ended = { finishedAt: toText(finishedAt), jobs: JSON.stringify(jobs) };
  return db
    .insert(cronRuns)
    .values({ scheduledAt: toText(scheduledAt), startedAt: toText(finishedAt), ...ended })
    .onConflictDoUpdate({ target: cronRuns.scheduledAt, set: ended });
};

/** The latest ticks, finished or not, newest first; callers filter by `finishedAt`. */
export const selectLastRuns = (db: Db, limit = 10) =>
  db.select().from(cronRuns).orderBy(desc(cronRuns.scheduledAt)).limit(limit);

export const deleteRunsBefore = (db: Db, before: number): Statement =>
  db.delete(cronRuns).where(lt(cronRuns.scheduledAt, toText(before)));
