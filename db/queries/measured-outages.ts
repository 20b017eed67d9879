import { and, desc, gte, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { compiled } from "@/db/compiled";
import { ofMeasuredOutage, statusAuditLog } from "@/db/schema/audit-log";
import { toMs, toText } from "@/db/time";
import type { Stretch } from "@/lib/core/uptime/outages";

/** The newest rows of the log by which a surface was measured to be out, newest first; each costs a seek for the row that ended it. */
export const selectMeasured = compiled(
  (db, since, most) => selectRows(db, since, most),
  (since: number, most: number) => [toText(since), most],
);

/** The same of one surface. */
export const selectMeasuredOfSurface = compiled(
  (db, since, most, surfaceId) => selectRows(db, since, most, sql`${statusAuditLog.surfaceId} = ${surfaceId}`),
  (since: number, most: number, surfaceId: string) => [toText(since), most, surfaceId],
);

/** When the row after this one took effect, and when it was written. Names are written out, since Drizzle drops the table's before those of a query of one table. */
const ended = sql<string | null>`(SELECT next.effective_at || ' ' || next.created_at FROM status_audit_log AS next
  WHERE next.surface_id = status_audit_log.surface_id AND next.id > status_audit_log.id ORDER BY next.id LIMIT 1)`;

const selectRows = (db: Db, since: Placeholder, most: Placeholder, also?: SQL) =>
  db
    .select({
      surfaceId: statusAuditLog.surfaceId,
      state: statusAuditLog.newState,
      source: statusAuditLog.stateSource,
      at: statusAuditLog.effectiveAt,
      writtenAt: statusAuditLog.createdAt,
      ended: ended.as("ended"),
    })
    .from(statusAuditLog)
    .where(and(gte(statusAuditLog.effectiveAt, since), ofMeasuredOutage, also))
    .orderBy(desc(statusAuditLog.effectiveAt), desc(statusAuditLog.id))
    .limit(most);

type MeasuredRow = Awaited<ReturnType<typeof selectMeasured>>[number];

export const toStretch = ({ state, source, at, writtenAt, ended }: MeasuredRow): Stretch => {
  const [to, changedAt = toMs(writtenAt)] = ended?.split(" ").map(toMs) ?? [];
  return { from: toMs(at), to: to ?? null, changedAt, ...({ state, source } as Pick<Stretch, "state" | "source">) };
};
