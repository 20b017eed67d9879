import { sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { statusAuditLog, statusAuditSeen } from "@/db/schema/audit-log";
import { toText, toTextOrNull } from "@/db/time";
import type { Change } from "@/lib/core/engine/outcome";

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
