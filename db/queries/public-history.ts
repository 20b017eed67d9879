import {
  and,
  desc,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  lt,
  max,
  min,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import {
  incidentColumns,
  incidentOf,
  incidentsSince,
  isMember,
  isOpenOrSince,
  rowsOf,
  rowsSince,
  selectRevisions,
  toldWithSince,
} from "@/db/queries/public-incidents";
import {
  incidentMembers,
  incidentRevisions,
  incidentUpdates,
  statusIncidents,
  statusIncidentsArchive,
} from "@/db/schema/incidents";
import { operatorActions } from "@/db/schema/operator-actions";
import { toText } from "@/db/time";

const onlySince = (since: number) => [toText(since)];

/**
 * Incidents that are open or were resolved since then, archived ones too, newest first, each with all of its rows: those that are that
 * recent themselves, and older ones that are told with them.
 */
export const selectIncidentsSince = compiled((db, since) => {
  const rows = (table: IncidentTable, which: SQL) =>
    db
      .select({ ...getTableColumns(table), incident: incidentOf(table).as("incident") })
      .from(table)
      .where(which);
  const recent = (table: IncidentTable) => rows(table, isOpenOrSince(table, since));
  const older = (table: IncidentTable) =>
    rows(table, sql`${table.id} IN (SELECT row_id FROM older) AND NOT (${isOpenOrSince(table, since)})`);
  const [live, archive] = [statusIncidents, statusIncidentsArchive];
  const shown = unionAll(recent(live), recent(archive), older(live), older(archive)).as("told");
  // The unary plus hides the order from SQLite, which would walk all of history in it instead of seeking what was resolved since.
  return db
    .with(db.$with("older").as(db.select({ rowId: sql<number>`row_id`.as("row_id") }).from(toldWithSince(since))))
    .select({ ...shown._.selectedFields, noteJudged: noteJudged(shown.publicNote) })
    .from(shown)
    .orderBy(desc(sql`+${shown.openedAt}`), desc(shown.id));
}, onlySince);

const selectUpdates = (db: Db) =>
  db
    .select({ ...getTableColumns(incidentUpdates), noteJudged: noteJudged(incidentUpdates.publicNote) })
    .from(incidentUpdates);

/** Every update of those incidents, oldest first. */
export const selectUpdatesSince = compiled(
  (db, since) =>
    selectUpdates(db)
      .where(sql`${incidentUpdates.incidentId} IN ${rowsSince(since)}`)
      .orderBy(incidentUpdates.incidentId, incidentUpdates.id),
  onlySince,
);

/** Every revision of those incidents. */
export const selectRevisionsSince = compiled((db, since) => selectRevisions(db, incidentsSince(since)), onlySince);

type IncidentTable = typeof statusIncidents | typeof statusIncidentsArchive;

const selectFrom = (db: Db, table: IncidentTable) =>
  db
    .select({ ...getTableColumns(table), ...incidentColumns(table), noteJudged: noteJudged(table.publicNote) })
    .from(table);

/** Some months, of which no more are listed than hold so many incidents: whole ones, and one at least. */
type Span = { from: number; to: number; most: number };

/** Incidents that began within a span of time, archived ones too, newest first, each with all of its rows. */
export const selectIncidentsBetween = (db: Db, span: Span) => {
  const ids = begunBetween(db, firstListed(db, span), span.to);
  return unionAll(
    selectFrom(db, statusIncidents).where(inIncidents(statusIncidents, ids)),
    selectFrom(db, statusIncidentsArchive).where(inIncidents(statusIncidentsArchive, ids)),
  ).orderBy(desc(sql`opened_at`), desc(sql`id`));
};

/** The numbers of incidents that began within a span of time. */
const begunBetween = (db: Db, begin: SQL, to: number) => {
  const ids = (table: IncidentTable) =>
    db
      .select({ id: table.id })
      .from(table)
      .where(openedBetween(table, begin, to));
  return unionAll(ids(statusIncidents), ids(statusIncidentsArchive));
};

const inIncidents = (table: IncidentTable, ids: ReturnType<typeof begunBetween>) => {
  const members = sql`(SELECT row_id FROM ${incidentMembers} WHERE incident_id IN ${ids})`;
  return or(inArray(table.id, ids), sql`${table.id} IN ${members}`);
};

/**
 * What a list needs to know of the updates of incidents that began within a span of time, in order: of each row the first one with a note, and
 * all of a row that has been on several surfaces or was reopened.
 */
export const selectTellingUpdatesBetween = (db: Db, from: number, to: number) => {
  const ids = begunBetween(db, sql`${toText(from)}`, to);
  const { incidentId, surfaceId, kind, publicNote } = incidentUpdates;
  const isPart = or(
    inArray(incidentId, ids),
    sql`${incidentId} IN (SELECT row_id FROM ${incidentMembers} WHERE incident_id IN ${ids})`,
  );
  const first = db
    .select({ id: min(incidentUpdates.id) })
    .from(incidentUpdates)
    .where(and(isPart, isNotNull(publicNote)))
    .groupBy(incidentId);
  const turned = db
    .select({ id: incidentId })
    .from(incidentUpdates)
    .where(isPart)
    .groupBy(incidentId)
    .having(sql`count(DISTINCT ${surfaceId}) > 1 OR max(${kind} = 'reopened')`);
  return selectUpdates(db)
    .where(or(inArray(incidentUpdates.id, first), inArray(incidentId, turned)))
    .orderBy(incidentId, incidentUpdates.id);
};

const openedBetween = (table: IncidentTable, begin: SQL, to: number) =>
  and(gte(table.openedAt, begin), lt(table.openedAt, toText(to)), not(isMember(table)));

/** Where the span's list begins, as text: with the month (`2026-11`) that holds its last incident that still may be listed, else with the span. */
function firstListed(db: Db, { from, to, most }: Span): SQL {
  const times = (table: IncidentTable) =>
    db
      .select({ openedAt: table.openedAt })
      .from(table)
      .where(openedBetween(table, sql`${toText(from)}`, to));
  const last = unionAll(times(statusIncidents), times(statusIncidentsArchive))
    .orderBy(desc(sql`opened_at`))
    .limit(1)
    .offset(most - 1);
  return sql`coalesce(substr((${last}), 1, 7), ${toText(from)})`;
}

/** When the newest incident before a span's list began: at most one row from each table. */
export const selectNewestBefore = (db: Db, span: Span) =>
  unionAll(newestBefore(db, statusIncidents, span), newestBefore(db, statusIncidentsArchive, span));

const newestBefore = (db: Db, table: IncidentTable, span: Span) =>
  db
    .select({ openedAt: max(table.openedAt) })
    .from(table)
    .where(lt(table.openedAt, firstListed(db, span)));

/** The incident that a row is told in, live or archived: its rows, their updates, oldest first, and its revisions. */
export const selectIncident = (db: Db, id: number) => {
  const isPart = (table: IncidentTable) => sql`${table.id} IN ${rowsOf(id)}`;
  return unionAll(
    selectFrom(db, statusIncidents).where(isPart(statusIncidents)),
    selectFrom(db, statusIncidentsArchive).where(isPart(statusIncidentsArchive)),
  ).orderBy(sql`id`);
};
export const selectIncidentUpdates = (db: Db, id: number) =>
  selectUpdates(db)
    .where(sql`${incidentUpdates.incidentId} IN ${rowsOf(id)}`)
    .orderBy(incidentUpdates.id);
export const selectIncidentRevisions = (db: Db, id: number) => selectRevisions(db, rowsOf(id));

/**
 * The ids next to an incident's on either side, of incidents on these surfaces: at most one row from each table for each side.
 * The unary plus has SQLite go by id and end at the first that fits, instead of reading all that ever was on these surfaces.
 */
export const selectNeighbours = (db: Db, id: number, surfaceIds: readonly string[]) => {
  const isShown = (table: IncidentTable) =>
    and(inArray(sql`+${table.surfaceId}`, [...surfaceIds]), isNotNull(table.severity), not(isMember(table)));
  const before = (table: IncidentTable) =>
    db
      .select({ id: max(table.id) })
      .from(table)
      .where(and(lt(table.id, id), isShown(table)));
  const after = (table: IncidentTable) =>
    db
      .select({ id: min(table.id) })
      .from(table)
      .where(and(gt(table.id, id), isShown(table)));
  return unionAll(
    before(statusIncidents),
    before(statusIncidentsArchive),
    after(statusIncidents),
    after(statusIncidentsArchive),
  );
};

/** The newest incident update, revision and operator's action, one row each: public content changes only when one of them does. */
export const selectNewestUpdate = (db: Db) => db.select({ id: max(incidentUpdates.id) }).from(incidentUpdates);
export const selectNewestRevision = (db: Db) => db.select({ id: max(incidentRevisions.id) }).from(incidentRevisions);
export const selectNewestAct = (db: Db) => db.select({ id: max(operatorActions.id) }).from(operatorActions);
