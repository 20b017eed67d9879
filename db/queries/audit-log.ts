import { and, asc, desc, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { statusAuditLog, statusAuditSeen } from "@/db/schema/audit-log";
import { surfaceState } from "@/db/schema/surfaces";
import { toText, toTextOrNull } from "@/db/time";
import type { Change } from "@/lib/core/engine/outcome";
import type { Source } from "@/lib/core/engine/states";

export type AuditRow = typeof statusAuditLog.$inferSelect;

/** A filter of the audit log: rows match everything that is given. Times (epoch ms) are of writing, both ends included. */
export type AuditFilter = {
  surfaceId?: string;
  actor?: string;
  source?: Source;
  from?: number;
  to?: number;
};

/** The most that the order of ids and the order of times of writing may differ, since machines' clocks differ. */
const DISORDER_MS = 60_000;

/**
 * One page of the log, newest first, below the id `before`. One index is chosen by leaving its column bare and hiding the others
 * behind a unary plus, so that it is read backwards by id; a range of time becomes a range of ids, found by two seeks.
 */
export function selectAuditPage(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
) {
  const { surfaceId, actor, source, from, to } = filter;
  const log = statusAuditLog;
  const isBare = { actor: !surfaceId, source: !surfaceId && !actor };
  return db
    .select()
    .from(log)
    .where(
      and(
        surfaceId === undefined ? undefined : eq(log.surfaceId, surfaceId),
        actor === undefined ? undefined : sql`${isBare.actor ? sql`` : sql`+`}${log.actor} = ${actor}`,
        source === undefined ? undefined : sql`${isBare.source ? sql`` : sql`+`}${log.source} = ${source}`,
        before === null ? undefined : lt(log.id, before),
        from === undefined ? undefined : gte(log.id, firstIdSince(from - DISORDER_MS)),
        from === undefined ? undefined : sql`+${log.createdAt} >= ${toText(from)}`,
        to === undefined ? undefined : lte(log.id, lastIdUntil(to + DISORDER_MS)),
        to === undefined ? undefined : sql`+${log.createdAt} <= ${toText(to)}`,
      ),
    )
    .orderBy(desc(log.id))
    .limit(limit);
}

const NO_ID = sql.raw("9223372036854775807");

const firstIdSince = (ms: number) =>
  sql<number>`coalesce((SELECT id FROM ${statusAuditLog} WHERE created_at >= ${toText(ms)} ORDER BY created_at, id LIMIT 1), ${NO_ID})`;

const lastIdUntil = (ms: number) =>
  sql<number>`coalesce((SELECT id FROM ${statusAuditLog} WHERE created_at <= ${toText(ms)} ORDER BY created_at DESC, id DESC LIMIT 1), 0)`;

/** The newest rows of each surface that has a state, newest first, at most `perSurface` each. */
export const selectLatestAudit = (db: Db, perSurface: number) =>
  db
    .select({ row: statusAuditLog })
    .from(surfaceState)
    .innerJoin(
      statusAuditLog,
      sql`${statusAuditLog.id} IN (SELECT id FROM ${statusAuditLog} AS newest
        WHERE newest.surface_id = ${surfaceState.surfaceId} ORDER BY newest.id DESC LIMIT ${perSurface})`,
    )
    .orderBy(asc(surfaceState.surfaceId), desc(statusAuditLog.id));

/** What people have written on surfaces since each was seen at a `version`, newest first; the corrected record of an incident is no such change. */
export const selectWritesSince = (
  db: Db,
  seen: readonly { surface_id: string; version: number }[],
  { besides, limit }: { besides: string; limit: number },
) =>
  db
    .select({ row: statusAuditLog })
    .from(sql`json_each(${JSON.stringify(seen)}) AS seen`)
    .crossJoin(statusAuditLog)
    .where(
      and(
        sql`${statusAuditLog.surfaceId} = seen.value ->> 'surface_id'`,
        sql`${statusAuditLog.id} > seen.value ->> 'version'`,
        sql`(+${statusAuditLog.source} = 'manual' OR +${statusAuditLog.actor} GLOB 'operator:*' OR +${statusAuditLog.actor} GLOB 'service:*')`,
        sql`+${statusAuditLog.actor} <> ${besides}`,
        sql`${statusAuditLog.because} <> 'corrected'`,
      ),
    )
    .orderBy(desc(statusAuditLog.id))
    .limit(limit);

/** Each of these surfaces' version: the id of its newest row, 0 where it has none. */
export const selectVersions = (db: Db, surfaceIds: readonly string[]) =>
  db
    .select({
      surface_id: sql<string>`value`.as("surface_id"),
      version: sql<number>`coalesce((SELECT id FROM ${statusAuditLog} AS newest
        WHERE newest.surface_id = value ORDER BY newest.id DESC LIMIT 1), 0)`.as("version"),
    })
    .from(sql`json_each(${JSON.stringify(surfaceIds)})`);

/** The most rows of source `clock` that may have been written after the last row that was in force at an instant. */
const WRITTEN_LATE = 20;

/**
 * Per surface the last row that had been written at an instant, the rows after it (changes by the clock are written later than
 * readers see them), and since when its state had held. Each surface costs a few seeks, however long the log.
 */
export function selectAuditAt(db: Db, at: number) {
  const last = sql`(SELECT id FROM ${statusAuditLog} AS written
    WHERE written.surface_id = ${surfaceState.surfaceId} AND written.created_at <= ${toText(at)}
    ORDER BY written.created_at DESC, written.id DESC LIMIT 1)`;
  const since = sql<string | null>`(SELECT effective_at FROM ${statusAuditLog} AS run
    WHERE run.surface_id = ${statusAuditLog.surfaceId} AND run.id <= ${statusAuditLog.id}
    AND run.previous_state IS NOT run.new_state ORDER BY run.id DESC LIMIT 1)`;
  return db
    .select({ row: statusAuditLog, since: since.as("since"), seenFrom: statusAuditSeen.seenFrom })
    .from(surfaceState)
    .innerJoin(
      statusAuditLog,
      sql`${statusAuditLog.id} IN (SELECT id FROM ${statusAuditLog} AS next
        WHERE next.surface_id = ${surfaceState.surfaceId} AND next.id >= coalesce(${last}, 0)
        ORDER BY next.id LIMIT ${WRITTEN_LATE})`,
    )
    .leftJoin(statusAuditSeen, eq(statusAuditSeen.auditId, statusAuditLog.id))
    .orderBy(asc(surfaceState.surfaceId), asc(statusAuditLog.id));
}

/** Appends one change; `note` explains it to operators; `seenFrom` is set where readers saw it before it was written. */
export const insertAuditRow = (
  db: Db,
  change: Change,
  { note, seenFrom, now }: { note: string; seenFrom: number | null; now: number },
): Statement[] => [
  db.insert(statusAuditLog).values({
    surfaceId: change.surfaceId,
    actor: change.actor,
    previousState: change.previousState,
    newState: change.newState,
    source: change.source,
    note,
    createdAt: toText(now),
    effectiveAt: toText(change.effectiveAt),
    because: change.because,
    stateSource: change.publicView.stateSource,
    publicNote: change.publicView.note,
    ticketPending: change.publicView.ticketPending,
    maintenanceUntil: toTextOrNull(change.publicView.maintenanceUntil),
  }),
  ...(seenFrom === null
    ? []
    : [db.insert(statusAuditSeen).values({ auditId: sql`last_insert_rowid()`, seenFrom: toText(seenFrom) })]),
];
