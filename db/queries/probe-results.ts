import { asc, desc, gte, lt, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { probeDays, probeResults } from "@/db/schema/probes";
import { toMs, toText } from "@/db/time";
import type { ProbeResult } from "@/lib/core/engine/prober";

/** Stores raw results, all in one statement; a result that is stored already is ignored. */
export function insertProbeResults(
  db: Db,
  results: readonly { surfaceId: string; result: ProbeResult }[],
): Statement[] {
  if (results.length === 0) return [];
  const rows = results.map(({ surfaceId, result }) => [
    toText(result.at),
    surfaceId,
    Number(result.ok),
    result.latencyMs,
    result.statusCode,
    result.error,
  ]);
  const value = (i: number) => sql.raw(`json_extract(value, '$[${i}]')`);
  return [
    db
      .insert(probeResults)
      .select(
        db
          .select({
            checkedAt: sql<string>`${value(0)}`.as("checked_at"),
            surfaceId: sql<string>`${value(1)}`.as("surface_id"),
            ok: sql<boolean>`${value(2)}`.as("ok"),
            latencyMs: sql<number>`${value(3)}`.as("latency_ms"),
            statusCode: sql<number>`${value(4)}`.as("status_code"),
            error: sql<string>`${value(5)}`.as("error"),
          })
          .from(sql`json_each(${JSON.stringify(rows)})`)
          .where(sql`true`),
      )
      .onConflictDoNothing(),
  ];
}

export const deleteProbeResultsBefore = (db: Db, before: number): Statement =>
  db.delete(probeResults).where(lt(probeResults.checkedAt, toText(before)));

/** The time of the oldest raw result, or null. */
export async function readOldestProbeAt(db: Db): Promise<number | null> {
  const [row] = await db.select().from(probeResults).orderBy(asc(probeResults.checkedAt)).limit(1);
  return row ? toMs(row.checkedAt) : null;
}

/** Packs each surface's results of one closed UTC day into one row, split by hour; idempotent. */
export function packProbeDay(db: Db, day: string): Statement {
  const hourly = sql`SELECT surface_id, CAST(substr(checked_at, 12, 2) AS INTEGER) AS hour, count(*) AS probes,
      sum(1 - ok) AS failures, coalesce(sum(latency_ms), 0) AS total, max(latency_ms) AS slowest
    FROM ${probeResults} WHERE checked_at >= ${`${day}T00:00:00.000Z`} AND checked_at <= ${`${day}T23:59:59.999Z`}
    GROUP BY surface_id, hour`;
  return db
    .insert(probeDays)
    .select(
      db
        .select({
          surfaceId: sql<string>`surface_id`.as("surface_id"),
          day: sql<string>`${day}`.as("day"),
          probes: sql<number>`sum(probes)`.as("probes"),
          failures: sql<number>`sum(failures)`.as("failures"),
          latencyMsSum: sql<number>`sum(total)`.as("latency_ms_sum"),
          latencyMsMax: sql<number>`max(slowest)`.as("latency_ms_max"),
          hours: sql<string>`json_group_object(hour, json_array(probes, failures, total, slowest))`.as("hours"),
        })
        .from(sql`(${hourly})`)
        .where(sql`true`)
        .groupBy(sql`surface_id`),
    )
    .onConflictDoUpdate({
      target: [probeDays.surfaceId, probeDays.day],
      set: {
        probes: sql`excluded.probes`,
        failures: sql`excluded.failures`,
        latencyMsSum: sql`excluded.latency_ms_sum`,
        latencyMsMax: sql`excluded.latency_ms_max`,
        hours: sql`excluded.hours`,
      },
    });
}

/** Raw results since then, newest first; at most `limit`. */
export const selectProbesSince = (db: Db, since: number, limit: number) =>
  db
    .select()
    .from(probeResults)
    .where(gte(probeResults.checkedAt, toText(since)))
    .orderBy(desc(probeResults.checkedAt), asc(probeResults.surfaceId))
    .limit(limit);
