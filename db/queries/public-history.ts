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
  sql,
} from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { incidentUpdates, statusIncidents, statusIncidentsArchive } from "@/db/schema/incidents";
import { maintenanceWindowSurfaces, maintenanceWindows } from "@/db/schema/maintenance";
import { operatorActions } from "@/db/schema/operator-actions";
import { toText } from "@/db/time";

const onlySince = (since: number) => [toText(since)];
const sinceWithLimit = (since: number, limit: number) => [toText(since), limit];

/** Incidents that are open or were resolved since then, archived ones too, newest first. */
export const selectIncidentsSince = compiled((db, since, limit) => {
  const shown = unionAll(
    db.select().from(statusIncidents).where(openOrSince(statusIncidents, since)),
    db.select().from(statusIncidentsArchive).where(openOrSince(statusIncidentsArchive, since)),
  ).as("told");
  // The unary plus hides the order from SQLite, which would walk all of history in it instead of seeking what was resolved since.
  return db
    .select({ ...shown._.selectedFields, noteJudged: noteJudged(shown.publicNote) })
    .from(shown)
    .orderBy(desc(sql`+${shown.openedAt}`), desc(shown.id))
    .limit(limit);
}, sinceWithLimit);

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

/** Incidents that began within a span of time, archived ones too, newest first. */
export const selectIncidentsBetween = (db: Db, from: number, to: number, limit: number) =>
  unionAll(
    selectFrom(db, statusIncidents).where(openedBetween(statusIncidents, from, to)),
    selectFrom(db, statusIncidentsArchive).where(openedBetween(statusIncidentsArchive, from, to)),
  )
    .orderBy(desc(sql`opened_at`), desc(sql`id`))
    .limit(limit);

/** Of each incident that began within a span of time, the first update with a note. */
export const selectFirstNotesBetween = (db: Db, from: number, to: number) => {
  const ids = (table: IncidentTable) =>
    db
      .select({ id: table.id })
      .from(table)
      .where(openedBetween(table, from, to));
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

const openedBetween = (table: IncidentTable, from: number, to: number) =>
  and(gte(table.openedAt, toText(from)), lt(table.openedAt, toText(to)));

/** When the newest incident before an instant began: at most one row from each table. */
export const selectNewestBefore = (db: Db, before: number) =>
  unionAll(newestBefore(db, statusIncidents, before), newestBefore(db, statusIncidentsArchive, before));

const newestBefore = (db: Db, table: IncidentTable, before: number) =>
  db
    .select({ openedAt: max(table.openedAt) })
    .from(table)
    .where(lt(table.openedAt, toText(before)));

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

/** Windows that end after `since`, cancelled ones too. */
export const selectWindowsSince = compiled(
  (db, since) =>
    db
      .select({ ...getTableColumns(maintenanceWindows), noteJudged: noteJudged(maintenanceWindows.publicNote) })
      .from(maintenanceWindows)
      .where(gte(maintenanceWindows.endsAt, since)),
  onlySince,
);

export const selectWindowSurfacesSince = compiled(
  (db, since) =>
    db
      .select()
      .from(maintenanceWindowSurfaces)
      .where(
        inArray(
          maintenanceWindowSurfaces.windowId,
          db
            .select({ id: maintenanceWindows.id })
            .from(maintenanceWindows)
            .where(gte(maintenanceWindows.endsAt, since)),
        ),
      ),
  onlySince,
);

/** The newest incident update and the newest operator's action, one row each: public content changes only when one of them does. */
export const selectNewestUpdate = (db: Db) => db.select({ id: max(incidentUpdates.id) }).from(incidentUpdates);
export const selectNewestAct = (db: Db) => db.select({ id: max(operatorActions.id) }).from(operatorActions);
