import {
  and,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  min,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { incidentUpdates, statusIncidents, statusIncidentsArchive } from "@/db/schema/incidents";
import { operatorActions } from "@/db/schema/operator-actions";
import { toText } from "@/db/time";

const onlySince = (since: number) => [toText(since)];

/** Incidents that are open or were resolved since then, archived ones too, newest first. */
export const selectIncidentsSince = compiled((db, since) => {
  const shown = unionAll(
    db.select().from(statusIncidents).where(openOrSince(statusIncidents, since)),
    db.select().from(statusIncidentsArchive).where(openOrSince(statusIncidentsArchive, since)),
  ).as("told");
  // The unary plus hides the order from SQLite, which would walk all of history in it instead of seeking what was resolved since.
  return db
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
      .where(
        inArray(
          incidentUpdates.incidentId,
          unionAll(
            db.select({ id: statusIncidents.id }).from(statusIncidents).where(openOrSince(statusIncidents, since)),
            db
              .select({ id: statusIncidentsArchive.id })
              .from(statusIncidentsArchive)
              .where(openOrSince(statusIncidentsArchive, since)),
          ),
        ),
      )
      .orderBy(incidentUpdates.incidentId, incidentUpdates.id),
  onlySince,
);

type IncidentTable = typeof statusIncidents | typeof statusIncidentsArchive;

const openOrSince = (table: IncidentTable, since: Placeholder) =>
  or(isNull(table.resolvedAt), gte(table.resolvedAt, since));

const selectFrom = (db: Db, table: IncidentTable) =>
  db.select({ ...getTableColumns(table), noteJudged: noteJudged(table.publicNote) }).from(table);

/** Some months, of which no more are listed than hold so many incidents: whole ones, and one at least. */
type Span = { from: number; to: number; most: number };

/** Incidents that began within a span of time, archived ones too, newest first. */
export const selectIncidentsBetween = (db: Db, span: Span) => {
  const begin = firstListed(db, span);
  return unionAll(
    selectFrom(db, statusIncidents).where(openedBetween(statusIncidents, begin, span.to)),
    selectFrom(db, statusIncidentsArchive).where(openedBetween(statusIncidentsArchive, begin, span.to)),
  ).orderBy(desc(sql`opened_at`), desc(sql`id`));
};

/** Of each incident that began within a span of time, the first update with a note. */
export const selectFirstNotesBetween = (db: Db, from: number, to: number) => {
  const ids = (table: IncidentTable) =>
    db
      .select({ id: table.id })
      .from(table)
      .where(openedBetween(table, sql`${toText(from)}`, to));
  const first = db
    .select({ id: min(incidentUpdates.id) })
    .from(incidentUpdates)
    .where(
      and(
        inArray(incidentUpdates.incidentId, unionAll(ids(statusIncidents), ids(statusIncidentsArchive))),
        isNotNull(incidentUpdates.publicNote),
      ),
    )
    .groupBy(incidentUpdates.incidentId);
  return selectUpdates(db).where(inArray(incidentUpdates.id, first));
};

const openedBetween = (table: IncidentTable, begin: SQL, to: number) =>
  and(gte(table.openedAt, begin), lt(table.openedAt, toText(to)));

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

/** One incident, live or archived, and its updates, oldest first. */
export const selectIncident = (db: Db, id: number) =>
  unionAll(
    selectFrom(db, statusIncidents).where(eq(statusIncidents.id, id)),
    selectFrom(db, statusIncidentsArchive).where(eq(statusIncidentsArchive.id, id)),
  );
export const selectIncidentUpdates = (db: Db, id: number) =>
  selectUpdates(db).where(eq(incidentUpdates.incidentId, id)).orderBy(incidentUpdates.id);

/** The ids next to an incident's on either side, of incidents on these surfaces: at most one row from each table for each side. */
export const selectNeighbours = (db: Db, id: number, surfaceIds: readonly string[]) => {
  const isShown = (table: IncidentTable) => and(inArray(table.surfaceId, [...surfaceIds]), isNotNull(table.severity));
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

/** The newest incident update and the newest operator's action, one row each: public content changes only when one of them does. */
export const selectNewestUpdate = (db: Db) => db.select({ id: max(incidentUpdates.id) }).from(incidentUpdates);
export const selectNewestAct = (db: Db) => db.select({ id: max(operatorActions.id) }).from(operatorActions);
