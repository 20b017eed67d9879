import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client";
import { incidentOf, rowsWithAll } from "@/db/queries/public-incidents";
import { statusAuditLog } from "@/db/schema/audit-log";
import { incidentRevisions, incidentUpdates, statusIncidents, statusIncidentsArchive } from "@/db/schema/incidents";
import { toText } from "@/db/time";

type Table = typeof statusIncidents | typeof statusIncidentsArchive;
export type IncidentCursor = { openedAt: string; id: number };
export type IncidentFilter = {
  surfaceId?: string;
  isOpen?: boolean;
  /** Opened within, as texts in the form of the column; the end excluded. */
  opened?: { from: string; to: string };
  /** In the note or the public id, or of one of these surfaces. */
  search?: { text: string; surfaceIds: readonly string[] };
  before?: IncidentCursor;
  limit: number;
};

const pageColumns = (table: Table) => ({
  id: table.id,
  incidentKey: table.incidentKey,
  surfaceId: table.surfaceId,
  openedAt: table.openedAt,
  resolvedAt: table.resolvedAt,
  publicNote: table.publicNote,
  freescoutTicketId: table.freescoutTicketId,
  severity: table.severity,
  updatedAt: table.updatedAt,
});

const fits = (table: Table, { surfaceId, isOpen, opened, search, before }: IncidentFilter) =>
  and(
    opened && and(gte(table.openedAt, opened.from), lt(table.openedAt, opened.to)),
    search &&
      sql`(instr(lower(coalesce(${table.publicNote}, '') || ' inc_' || printf('%05d', ${table.id})), ${search.text}) > 0
        OR ${table.surfaceId} IN (SELECT value FROM json_each(${JSON.stringify(search.surfaceIds)})))`,
    surfaceId === undefined ? undefined : eq(table.surfaceId, surfaceId),
    isOpen === undefined ? undefined : isOpen ? isNull(table.resolvedAt) : sql`${table.resolvedAt} IS NOT NULL`,
    before === undefined
      ? undefined
      : and(
          lte(table.openedAt, before.openedAt),
          sql`(${table.openedAt} < ${before.openedAt} OR ${table.id} < ${before.id})`,
        ),
  );

/** A page of incidents, live and archived, newest first; each table is read up to a page's length, by its own index. */
export function selectIncidentPage(db: Db, filter: IncidentFilter) {
  const newestId = (table: Table, archived: 0 | 1) =>
    db
      .select({ ...pageColumns(table), archived: sql<number>`${archived}`.as("archived") })
      .from(table)
      .where(fits(table, filter))
      .orderBy(desc(table.openedAt), desc(table.id))
      .limit(filter.limit);
  const live = newestId(statusIncidents, 0).as("live");
  const old = newestId(statusIncidentsArchive, 1).as("old");
  return unionAll(db.select().from(live), db.select().from(old))
    .orderBy(desc(sql`opened_at`), desc(sql`id`))
    .limit(filter.limit);
}

const listIds = (db: Db, filter: IncidentFilter) =>
  db.select({ id: sql<number>`id`.as("id") }).from(selectIncidentPage(db, filter).as("page"));

/** Every update of the incidents of that page, oldest first. */
export const selectUpdatesOfPage = (db: Db, filter: IncidentFilter) =>
  db
    .select()
    .from(incidentUpdates)
    .where(inArray(incidentUpdates.incidentId, listIds(db, filter)))
    .orderBy(asc(incidentUpdates.incidentId), asc(incidentUpdates.id));

/**
 * What the note policy left out of tickets while the incidents of that page were open, from the audit log. The join goes from the
 * page to the log: each incident is a range of one index.
 */
export function selectRemarksOfPage(db: Db, filter: IncidentFilter) {
  const page = selectIncidentPage(db, filter).as("page");
  return db
    .select({
      incidentId: sql<number>`page.id`.as("incident_id"),
      at: statusAuditLog.effectiveAt,
      note: statusAuditLog.note,
    })
    .from(page)
    .crossJoin(statusAuditLog)
    .where(
      and(
        sql`(page.freescout_ticket_id IS NOT NULL OR page.incident_key LIKE 'ticket:%')`,
        sql`${statusAuditLog.surfaceId} = page.surface_id`,
        sql`${statusAuditLog.effectiveAt} >= page.opened_at`,
        sql`${statusAuditLog.effectiveAt} <= coalesce(page.resolved_at, '9999')`,
        sql`+${statusAuditLog.source} = 'freescout'`,
        sql`${statusAuditLog.note} LIKE '%copy policy left out%'`,
      ),
    )
    .orderBy(asc(statusAuditLog.id));
}

/** An instant, and whether few incidents have been resolved since then. */
export type Instant = { at: number; isRecent: boolean };

/** Neither resolved before an instant nor opened after it; uses the index that then matches fewer rows. */
const openAt = (table: Table, { at, isRecent }: Instant) =>
  isRecent
    ? and(or(isNull(table.resolvedAt), gt(table.resolvedAt, toText(at))), sql`+${table.openedAt} <= ${toText(at)}`)
    : and(lte(table.openedAt, toText(at)), sql`coalesce(${table.resolvedAt}, '9999') > ${toText(at)}`);

/** The ids of all rows of the incidents that may have been open at an instant. */
const rowsAround = (at: Instant) => rowsWithAll((table) => sql`SELECT id FROM ${table} WHERE ${openAt(table, at)}`);

/** The rows of incidents that may have been open at an instant, live and archived. */
export const selectIncidentsAround = (db: Db, at: Instant) => {
  const around = (table: Table) =>
    db
      .select({ ...pageColumns(table), incident: incidentOf(table).as("incident") })
      .from(table)
      .where(sql`${table.id} IN ${rowsAround(at)}`);
  return unionAll(around(statusIncidents), around(statusIncidentsArchive)).orderBy(desc(sql`opened_at`));
};

/** Their updates up to that instant, oldest first. */
export const selectUpdatesAt = (db: Db, at: Instant) =>
  db
    .select()
    .from(incidentUpdates)
    .where(
      and(sql`${incidentUpdates.incidentId} IN ${rowsAround(at)}`, lte(incidentUpdates.effectiveAt, toText(at.at))),
    )
    .orderBy(asc(incidentUpdates.incidentId), asc(incidentUpdates.id));

/** Their revisions up to that instant, in order. */
export const selectRevisionsAt = (db: Db, at: Instant) =>
  db
    .select()
    .from(incidentRevisions)
    .where(and(sql`${incidentRevisions.incidentId} IN ${rowsAround(at)}`, lte(incidentRevisions.at, toText(at.at))))
    .orderBy(incidentRevisions.incidentId, incidentRevisions.revision);
