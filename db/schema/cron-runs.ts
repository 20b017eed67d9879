import { sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One row per tick of the cron, kept for 7 days; `jobs` is JSON, per job: ok, counts, ms. */
export const cronRuns = sqliteTable("cron_runs", {
  scheduledAt: text("scheduled_at").primaryKey(),
  startedAt: text("started_at").notNull(),
  finishedAt: text("finished_at"),
  jobs: text("jobs"),
});
