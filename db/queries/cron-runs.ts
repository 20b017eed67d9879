import { desc, lt } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { cronRuns } from "@/db/schema/cron-runs";
import { toText } from "@/db/time";

/** A tick has begun; one that is delivered again keeps its first start. */
export const startRun = (db: Db, scheduledAt: number, startedAt: number): Statement =>
  db
    .insert(cronRuns)
    .values({ scheduledAt: toText(scheduledAt), startedAt: toText(startedAt) })
    .onConflictDoNothing();

/** A tick has ended; `jobs` says what each job did. */
export const finishRun = (db: Db, scheduledAt: number, finishedAt: number, jobs: unknown): Statement => {
  const ended = { finishedAt: toText(finishedAt), jobs: JSON.stringify(jobs) };
  return db
    .insert(cronRuns)
    .values({ scheduledAt: toText(scheduledAt), startedAt: toText(finishedAt), ...ended })
    .onConflictDoUpdate({ target: cronRuns.scheduledAt, set: ended });
};

/** The newest of the last ticks that ended; looked for among a few, however many there are. */
export const selectLastRuns = (db: Db, limit = 10) =>
  db.select().from(cronRuns).orderBy(desc(cronRuns.scheduledAt)).limit(limit);

export const deleteRunsBefore = (db: Db, before: number): Statement =>
  db.delete(cronRuns).where(lt(cronRuns.scheduledAt, toText(before)));
