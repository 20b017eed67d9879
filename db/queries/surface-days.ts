import { and, asc, eq, gte, lte, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { statusAuditLog } from "@/db/schema/audit-log";
import { surfaceDays, surfaceState } from "@/db/schema/surfaces";
import { toMs, toText } from "@/db/time";
import type { State } from "@/lib/core/engine/states";

/** A surface's closed days in packed form (lib/core/uptime); `closedTo` in epoch milliseconds. */
export type PackedRow = { surfaceId: string; closedTo: number; days: string };

/** From `at` on (epoch milliseconds) a surface is in this state. */
type Transition = { at: number; state: State };

/** How many surfaces one statement writes: 730 eventful days are about 40 KB, a parameter is limited to 2 MB. */
const ROWS_A_STATEMENT = 20;

export const selectSurfaceDays = compiled((db) => db.select().from(surfaceDays));

/** The packed days of one surface. */
export const selectDaysOfSurface = compiled(
  (db, surfaceId) => db.select().from(surfaceDays).where(eq(surfaceDays.surfaceId, surfaceId)),
  (surfaceId: string) => [surfaceId],
);

export const toPackedRow = (row: typeof surfaceDays.$inferSelect): PackedRow => ({
  ...row,
  closedTo: toMs(row.closedTo),
});

/** Each surface's transitions since its days were closed, or since a midnight where that is later; the cost doesn't grow with history. */
export const selectOpenTransitions = compiled(
  (db, since) => selectTransitions(db, notBefore(since)),
  (since: number) => [toText(since)],
);

/** The transitions of one surface since its days were closed. */
export const selectOpenTransitionsOfSurface = compiled(
  (db, surfaceId, since) => selectTransitions(db, notBefore(since)).where(eq(surfaceState.surfaceId, surfaceId)),
  (surfaceId: string, since: number) => [surfaceId, toText(since)],
);

const notBefore = (since: Placeholder) => sql`max(coalesce(${surfaceDays.closedTo}, ''), ${since})`;

/** Each surface's transitions since a midnight, in closed days or not, one row each. */
export const selectTransitionsSince = (db: Db, since: number) => selectTransitions(db, sql`${toText(since)}`);

/**
 * The transitions with which the nightly job closes these surfaces' days. They start at the earliest closed day that a row
 * written since then changes, so that a change counts however late it was written.
 */
export function selectTransitionsToClose(db: Db, surfaceIds: readonly string[], since: number) {
  // With this index it reads recently written rows only; with the other one, min() would walk all of history.
  const reached = sql`(SELECT min(effective_at) FROM ${statusAuditLog} INDEXED BY status_audit_log_surface_created
    WHERE surface_id = ${surfaceState.surfaceId} AND created_at >= ${surfaceDays.closedTo})`;
  const from = sql`min(${surfaceDays.closedTo}, coalesce(substr(${reached}, 1, 10) || ${MIDNIGHT}, ${surfaceDays.closedTo}))`;
  return selectTransitions(db, sql`max(coalesce(${from}, ''), ${toText(since)})`).where(
    sql`${surfaceState.surfaceId} IN (SELECT value FROM json_each(${JSON.stringify(surfaceIds)}))`,
  );
}

const MIDNIGHT = sql.raw("'T00:00:00.000Z'");

/** Transitions from a midnight on, in the order of the log; the first is the one in force at that midnight, dated to it. */
function selectTransitions(db: Db, from: SQL) {
  const inForce = db
    .select({ at: sql`max(${statusAuditLog.effectiveAt})` })
    .from(statusAuditLog)
    .where(and(eq(statusAuditLog.surfaceId, surfaceState.surfaceId), lte(statusAuditLog.effectiveAt, from)));
  return db
    .select({
      surfaceId: surfaceState.surfaceId,
      at: sql<string>`max(${statusAuditLog.effectiveAt}, ${from})`.as("at"),
      state: statusAuditLog.newState,
    })
    .from(surfaceState)
    .leftJoin(surfaceDays, eq(surfaceDays.surfaceId, surfaceState.surfaceId))
    .innerJoin(
      statusAuditLog,
      and(
        eq(statusAuditLog.surfaceId, surfaceState.surfaceId),
        gte(statusAuditLog.effectiveAt, sql`coalesce((${inForce}), '')`),
      ),
    )
    .orderBy(asc(surfaceState.surfaceId), asc(statusAuditLog.effectiveAt), asc(statusAuditLog.id))
    .$dynamic();
}

/** Rows → each surface's transitions, in the order of the log. */
export function transitionsBySurface(
  rows: readonly { surfaceId: string; at: string; state: State }[],
): Map<string, Transition[]> {
  const bySurface = new Map<string, Transition[]>();
  for (const { surfaceId, at, state } of rows) {
    const transition = { at: toMs(at), state };
    const transitions = bySurface.get(surfaceId);
    if (transitions) transitions.push(transition);
    else bySurface.set(surfaceId, [transition]);
  }
  return bySurface;
}

/** Stores packed days; a slower, older run replaces nothing newer. */
export function upsertSurfaceDays(db: Db, packed: readonly PackedRow[]): Statement[] {
  const rows = packed.map(({ surfaceId, closedTo, days }) => [surfaceId, toText(closedTo), days]);
  const value = (i: number) => sql<string>`json_extract(value, ${sql.raw(`'$[${i}]'`)})`;
  const columns = {
    surfaceId: value(0).as("surface_id"),
    closedTo: value(1).as("closed_to"),
    days: value(2).as("days"),
  };
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, i) => {
    const chunk = JSON.stringify(rows.slice(i * ROWS_A_STATEMENT, (i + 1) * ROWS_A_STATEMENT));
    return db
      .insert(surfaceDays)
      .select(db.select(columns).from(sql`json_each(${chunk})`).where(sql`true`))
      .onConflictDoUpdate({
        target: surfaceDays.surfaceId,
        set: { closedTo: sql`excluded.closed_to`, days: sql`excluded.days` },
        setWhere: sql`excluded.closed_to >= ${surfaceDays.closedTo}`,
      });
  });
}
