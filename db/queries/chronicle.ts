import { desc, gte, inArray, isNull, max, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client";
import {
  incidentUpdates,
  maintenanceWindowSurfaces,
  maintenanceWindows,
  operatorActions,
  statusIncidents,
  statusIncidentsArchive,
} from "@/db/schema";
import { toText } from "@/db/time";

export type ChronicleIncidentRow = typeof statusIncidents.$inferSelect;
export type IncidentUpdateRow = typeof incidentUpdates.$inferSelect;

/** Open incidents and those that were resolved since, archived ones too, newest first. */
export const selectIncidentsSince = (db: Db, since: number, limit: number) =>
  unionAll(
    db.select().from(statusIncidents).where(openOrSince(statusIncidents, since)),
    db.select().from(statusIncidentsArchive).where(openOrSince(statusIncidentsArchive, since)),
  )
    .orderBy(desc(sql`opened_at`), desc(sql`id`))
    .limit(limit);

/** Every public word on those incidents, in turn. */
export const selectUpdatesSince = (db: Db, since: number) =>
  db
    .select()
    .from(incidentUpdates)
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
    .orderBy(incidentUpdates.incidentId, incidentUpdates.id);

type IncidentTable = typeof statusIncidents | typeof statusIncidentsArchive;

const openOrSince = (table: IncidentTable, since: number) =>
  or(isNull(table.resolvedAt), gte(table.resolvedAt, toText(since)));

/** Windows that end after `since`, whatever became of them. */
export const selectWindowsSince = (db: Db, since: number) =>
  db
    .select()
    .from(maintenanceWindows)
    .where(gte(maintenanceWindows.endsAt, toText(since)));

export const selectWindowSurfacesSince = (db: Db, since: number) =>
  db
    .select()
    .from(maintenanceWindowSurfaces)
    .where(
      inArray(
        maintenanceWindowSurfaces.windowId,
        db
          .select({ id: maintenanceWindows.id })
          .from(maintenanceWindows)
          .where(gte(maintenanceWindows.endsAt, toText(since))),
      ),
    );

/** The newest public word, and the newest act of an operator: what is told has changed where these have. One row each. */
export const selectNewestWord = (db: Db) => db.select({ id: max(incidentUpdates.id) }).from(incidentUpdates);
export const selectNewestAct = (db: Db) => db.select({ id: max(operatorActions.id) }).from(operatorActions);
