import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Raw probe results, kept for 7 days, ordered by time. */
export const probeResults = sqliteTable(
  "probe_results",
  {
    checkedAt: text("checked_at").notNull(),
    surfaceId: text("surface_id").notNull(),
    ok: integer("ok", { mode: "boolean" }).notNull(),
    latencyMs: integer("latency_ms"),
    statusCode: integer("status_code"),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.checkedAt, t.surfaceId] })],
);

/** One closed day of a surface's probes, its 24 hours packed into one row. Never deleted. */
export const probeDays = sqliteTable(
  "probe_days",
  {
    surfaceId: text("surface_id").notNull(),
    day: text("day").notNull(),
    probes: integer("probes").notNull(),
    failures: integer("failures").notNull(),
    latencyMsSum: integer("latency_ms_sum").notNull(),
    latencyMsMax: integer("latency_ms_max"),
    /** JSON: hour of the day → `[probes, failures, latency_ms_sum, latency_ms_max]`. */
    hours: text("hours").notNull(),
  },
  (t) => [primaryKey({ columns: [t.surfaceId, t.day] })],
);
