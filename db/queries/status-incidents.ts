import { and, desc, eq, exists, getTableColumns, gte, isNull, lt, sql } from "drizzle-orm";
import { alias, unionAll } from "drizzle-orm/sqlite-core";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import {
  incidentOf,
  joinIncident,
  lastRevision,
  rowsOfIncidentOf,
  sourceOf,
  writeRevision,
} from "@/db/queries/public-incidents";
import { incidentRevisions, incidentUpdates, statusIncidents, statusIncidentsArchive } from "@/db/schema/incidents";
import { toText } from "@/db/time";
import type { IncidentStep, IncidentTelling } from "@/lib/core/engine/outcome";
import type { Phase, Severity } from "@/lib/core/engine/states";

type IncidentRow = typeof statusIncidents.$inferSelect;

/** Resolved at or after `since`, newest first (contract §8.3), each with the incident that it is told in. */
export const selectResolvedIncidents = compiled(
  (db, since) =>
    db
      .select({
        ...getTableColumns(statusIncidents),
        incident: incidentOf(statusIncidents).as("incident"),
        noteJudged: noteJudged(statusIncidents.publicNote),
      })
      .from(statusIncidents)
      .where(gte(statusIncidents.resolvedAt, since))
      .orderBy(desc(statusIncidents.openedAt), desc(statusIncidents.id)),
  (since: number) => [toText(since)],
);

/**
 * The rows of incidents that are open, newest first: each with its incident, the title that somebody gave that or the first note
 * that readers saw of it, its phase, how many updates it has, and the time of the last.
 */
export const selectActiveIncidents = compiled((db) => {
  const parts = rowsOfIncidentOf(statusIncidents);
  const of = incidentOf(statusIncidents);
  const first = alias(incidentUpdates, "first");
  const firstNoted = sql`(SELECT min(u.id) FROM ${incidentUpdates} AS u WHERE u.incident_id IN ${parts} AND u.public_note IS NOT NULL)`;
  const unnumbered = sql`(SELECT count(*) FROM ${incidentUpdates} AS u WHERE u.incident_id IN ${parts}
    AND u.id > coalesce((SELECT max(r.update_id) FROM ${incidentRevisions} AS r WHERE r.incident_id = ${of}), 0))`;
  return db
    .select({
      id: statusIncidents.id,
      incident: of.as("incident"),
      title: lastRevision<string>(statusIncidents, "title").as("given_title"),
      phase: lastRevision<Phase>(statusIncidents, "phase").as("phase"),
      incidentKey: statusIncidents.incidentKey,
      surfaceId: statusIncidents.surfaceId,
      severity: statusIncidents.severity,
      openedAt: statusIncidents.openedAt,
      publicNote: first.publicNote,
      noteJudged: noteJudged(first.publicNote),
      updates:
        sql<number>`${unnumbered} + (SELECT count(*) FROM ${incidentRevisions} AS r WHERE r.incident_id = ${of} AND r.phase <> 'postmortem')`.as(
          "updates",
        ),
      lastUpdateAt: sql<
        string | null
      >`(SELECT max(at) FROM (SELECT max(u.effective_at) AS at FROM ${incidentUpdates} AS u WHERE u.incident_id IN ${parts}
        UNION ALL SELECT max(r.at) FROM ${incidentRevisions} AS r WHERE r.incident_id = ${of} AND r.phase <> 'postmortem'))`.as(
        "last_update_at",
      ),
    })
    .from(statusIncidents)
    .leftJoin(first, sql`${first.id} = ${firstNoted}`)
    .where(isNull(statusIncidents.resolvedAt))
    .orderBy(desc(statusIncidents.openedAt), desc(statusIncidents.id));
});

export const selectOpenIncidents = (db: Db) =>
  db.select().from(statusIncidents).where(isNull(statusIncidents.resolvedAt)).orderBy(desc(statusIncidents.openedAt));

/** An incident by id, live or archived. */
export const selectIncident = (db: Db, id: number) =>
  unionAll(
    db
      .select({ ...getTableColumns(statusIncidents), archived: sql<number>`0`.as("archived") })
      .from(statusIncidents)
      .where(eq(statusIncidents.id, id)),
    db
      .select({ ...getTableColumns(statusIncidentsArchive), archived: sql<number>`1`.as("archived") })
      .from(statusIncidentsArchive)
      .where(eq(statusIncidentsArchive.id, id)),
  );

export type IncidentWithTable = IncidentRow & { archived: number };

/** The fields of an incident that an operator may correct; its updates stay as they were published. */
export type Correction = { openedAt: number; resolvedAt: number | null; note: string | null };

/** Corrects a record; a new note of a resolved incident becomes one more update, and so a revision. */
export function correctIncident(db: Db, row: IncidentWithTable, correction: Correction, now: number): Statement[] {
  const table = Number(row.archived) === 1 ? statusIncidentsArchive : statusIncidents;
  const { openedAt, resolvedAt, note } = correction;
  const set = {
    openedAt: toText(openedAt),
    resolvedAt: resolvedAt === null ? null : toText(resolvedAt),
    publicNote: note,
    updatedAt: toText(now),
  };
  const update = {
    incidentId: row.id,
    surfaceId: row.surfaceId,
    kind: "resolved" as const,
    severity: row.severity,
    publicNote: note,
    effectiveAt: toText(now),
    createdAt: toText(now),
  };
  const telling = { key: row.incidentKey, phase: null, title: null, source: "manual", at: now } as const;
  return [
    db.update(table).set(set).where(eq(table.id, row.id)),
    ...(note === row.publicNote ? [] : [db.insert(incidentUpdates).values(update), writeRevision(db, telling, now)]),
  ];
}

/** The steps of a batch, and a revision of each incident that they change. */
export const writeIncidents = (
  db: Db,
  { steps, telling }: { steps: readonly IncidentStep[]; telling?: IncidentTelling },
  now: number,
): Statement[] => {
  const others = new Map(steps.filter(({ key }) => key !== telling?.key).map(({ key, at }) => [key, at]));
  return [
    ...steps.flatMap((step) => writeIncidentStep(db, step, now)),
    ...(telling ? [writeRevision(db, telling, now)] : []),
    ...[...others].map(([key, at]) =>
      writeRevision(db, { key, phase: null, title: null, source: sourceOf(key, steps), at }, now),
    ),
  ];
};

/** One step of an incident's life, and the update that readers saw of it. */
function writeIncidentStep(db: Db, step: IncidentStep, now: number): Statement[] {
  switch (step.op) {
    case "open":
      return [
        ...bringBack(db, step.key),
        openIncident(db, step, now),
        ...(step.of === undefined ? [] : [joinIncident(db, step.key, step.of)]),
        writeUpdate(db, step, now),
      ];
    case "update":
      return [updateIncident(db, step, now), writeUpdate(db, step, now)];
    case "close":
      return [closeIncident(db, step, now), writeUpdate(db, step, now)];
  }
}

/** Moves an archived incident that opens again back, with its id (contract §17.2). */
const bringBack = (db: Db, key: string): Statement[] => [
  db
    .insert(statusIncidents)
    .select(db.select().from(statusIncidentsArchive).where(eq(statusIncidentsArchive.incidentKey, key))),
  db.delete(statusIncidentsArchive).where(eq(statusIncidentsArchive.incidentKey, key)),
];

/** The number of incidents that were resolved before `before` and are not archived yet. */
export const countArchivable = (db: Db, before: number): Promise<number> =>
  db.$count(statusIncidents, lt(statusIncidents.resolvedAt, toText(before)));

/** Archives incidents that were resolved before `before`, never open ones (contract §17.2). */
export const archiveIncidents = (db: Db, before: number): Statement[] => {
  const old = lt(statusIncidents.resolvedAt, toText(before));
  return [
    db.insert(statusIncidentsArchive).select(db.select().from(statusIncidents).where(old)).onConflictDoNothing(),
    db.delete(statusIncidents).where(
      and(
        old,
        // Checked row by row: a list of the archive's ids would be read in full each night.
        exists(
          db
            .select({ id: statusIncidentsArchive.id })
            .from(statusIncidentsArchive)
            .where(eq(statusIncidentsArchive.id, statusIncidents.id)),
        ),
      ),
    ),
  ];
};

/** Opens or reopens an incident: `opened_at` stays, `resolved_at` becomes null. */
function openIncident(db: Db, step: Extract<IncidentStep, { op: "open" }>, now: number): Statement {
  const values = { surfaceId: step.surfaceId, severity: step.severity, publicNote: step.note, updatedAt: toText(now) };
  return db
    .insert(statusIncidents)
    .values({
      ...values,
      incidentKey: step.key,
      freescoutTicketId: step.ticketId,
      openedAt: toText(step.at),
      createdAt: toText(now),
    })
    .onConflictDoUpdate({ target: statusIncidents.incidentKey, set: { ...values, resolvedAt: null } });
}

const updateIncident = (db: Db, step: Extract<IncidentStep, { op: "update" }>, now: number): Statement =>
  db
    .update(statusIncidents)
    .set({ surfaceId: step.surfaceId, severity: step.severity, publicNote: step.note, updatedAt: toText(now) })
    .where(eq(statusIncidents.incidentKey, step.key));

/** A close changes only `resolved_at` and the note, never the severity (contract §2.9). */
const closeIncident = (db: Db, step: Extract<IncidentStep, { op: "close" }>, now: number): Statement =>
  db
    .update(statusIncidents)
    .set({ resolvedAt: notBefore(step.at), publicNote: step.note, updatedAt: toText(now) })
    .where(and(eq(statusIncidents.incidentKey, step.key), isNull(statusIncidents.resolvedAt)));

/** A step's time, at the earliest that of the step before it: a tick's is its scheduled minute, and what it changes may have begun since (contract §1.5). */
function notBefore(at: number) {
  const latest = sql`(SELECT MAX(${incidentUpdates.effectiveAt}) FROM ${incidentUpdates} WHERE ${incidentUpdates.incidentId} = ${statusIncidents.id})`;
  return sql<string>`MAX(${toText(at)}, ${statusIncidents.openedAt}, COALESCE(${latest}, ''))`;
}

const KIND = { update: "updated", close: "resolved" } as const;

/** The severity that readers see from this step on; where they see none, that of the update before. */
function seenSeverity(step: IncidentStep) {
  if (step.op !== "update" || step.seen === undefined) return sql<Severity>`${statusIncidents.severity}`;
  if (step.seen !== null) return sql<Severity>`${step.seen}`;
  const before = sql`SELECT ${incidentUpdates.severity} FROM ${incidentUpdates} WHERE ${incidentUpdates.incidentId} = ${statusIncidents.id} ORDER BY ${incidentUpdates.id} DESC LIMIT 1`;
  return sql<Severity>`coalesce((${before}), ${statusIncidents.severity})`;
}

/** Appends an update, otherwise with the values of the incident's row, which an earlier statement of the same batch has written. */
function writeUpdate(db: Db, step: IncidentStep, now: number): Statement {
  const seenBefore = sql`EXISTS (SELECT 1 FROM ${incidentUpdates} WHERE ${incidentUpdates.incidentId} = ${statusIncidents.id})`;
  const kind =
    step.op === "open" ? sql`CASE WHEN ${seenBefore} THEN 'reopened' ELSE 'opened' END` : sql`${KIND[step.op]}`;
  return db.insert(incidentUpdates).select(
    db
      .select({
        id: sql<number>`NULL`.as("id"),
        incidentId: statusIncidents.id,
        surfaceId: statusIncidents.surfaceId,
        kind: sql<"opened">`${kind}`.as("kind"),
        severity: seenSeverity(step).as("severity"),
        publicNote: statusIncidents.publicNote,
        effectiveAt: notBefore(step.at).as("effective_at"),
        createdAt: sql<string>`${toText(now)}`.as("created_at"),
      })
      .from(statusIncidents)
      .where(eq(statusIncidents.incidentKey, step.key)),
  );
}
