import { runBatch, type Statement } from "@/db/client";
import { deleteRunsBefore } from "@/db/queries/cron-runs";
import { deleteOldVerdicts } from "@/db/queries/note-verdicts";
import { deleteMessagesSentBefore } from "@/db/queries/ops-alerts";
import { readMemory, writeMemory } from "@/db/queries/ops-memory";
import { deleteProbeResultsBefore, packProbeDay, readOldestProbeAt } from "@/db/queries/probe-results";
import { archiveIncidents, countArchivable } from "@/db/queries/status-incidents";
import {
  selectSurfaceDays,
  selectTransitionsToClose,
  toPackedRow,
  transitionsBySurface,
  upsertSurfaceDays,
} from "@/db/queries/surface-days";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/core/engine/periods";
import { startOfDay, toDate } from "@/lib/core/uptime/days";
import { closeDays, PACKED_DAYS } from "@/lib/core/uptime/packed-days";
import type { Context } from "@/lib/platform/context";

/** When the night's work is due: 03:15 UTC, in milliseconds from midnight. */
export const NIGHTLY_AT_MS = (3 * 60 + 15) * 60_000;

const RAW_DAYS = 7;
const MEMORY_KEY = "retention:day";

/** The nightly job: packs closed days, archives incidents after 30 days, deletes raw results and ticks after 7. Safe to interrupt and to run twice. */
export async function retainRecords(ctx: Context): Promise<Record<string, number>> {
  const { db, now } = ctx;
  if (now % DAY_MS < NIGHTLY_AT_MS) return { due: 0 };
  if ((await readMemory(db, MEMORY_KEY)) === toDate(now)) return { due: 0 };
  const archived = await countArchivable(db, now - INCIDENT_DAYS * DAY_MS);
  const midnight = startOfDay(now);
  const closedDays = await rawDays(ctx, midnight);
  await runBatch(db, [
    ...closedDays.map((day) => packProbeDay(db, day)),
    ...(await closeSurfaceDays(ctx, midnight)),
    ...archiveIncidents(db, now - INCIDENT_DAYS * DAY_MS),
    deleteProbeResultsBefore(db, midnight - RAW_DAYS * DAY_MS),
    deleteRunsBefore(db, midnight - RAW_DAYS * DAY_MS),
    ...deleteMessagesSentBefore(db, midnight - RAW_DAYS * DAY_MS),
    deleteOldVerdicts(db),
    writeMemory(db, MEMORY_KEY, toDate(now), now),
  ]);
  ctx.log("retention: night's work done", { incidents_archived: archived, days_closed: closedDays.length });
  return { due: 1, incidents_archived: archived };
}

/** The closed UTC days of which raw results are stored; more than 7 after nights without this job. */
async function rawDays({ db }: Context, midnight: number): Promise<string[]> {
  const oldest = await readOldestProbeAt(db);
  if (oldest === null) return [];
  const count = Math.max(0, Math.ceil((midnight - oldest) / DAY_MS));
  return Array.from({ length: count }, (_, i) => toDate(midnight - (i + 1) * DAY_MS));
}

/** Packs each surface's ended days into its row, including rows that were written late to a closed day. */
async function closeSurfaceDays({ db, registry }: Context, midnight: number): Promise<Statement[]> {
  const ids = registry.entries.map((entry) => entry.id);
  const [rows, transitions] = await db.batch([
    selectSurfaceDays(db),
    selectTransitionsToClose(db, ids, midnight - PACKED_DAYS * DAY_MS),
  ]);
  const packed = new Map(rows.map((row) => [row.surfaceId, toPackedRow(row)]));
  const timelines = transitionsBySurface(transitions);
  const closed = ids.flatMap((surfaceId) => {
    const days = closeDays(packed.get(surfaceId) ?? null, timelines.get(surfaceId) ?? [], midnight);
    return days ? [{ ...days, surfaceId }] : [];
  });
  return upsertSurfaceDays(db, closed);
}
