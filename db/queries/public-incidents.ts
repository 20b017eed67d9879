import { getTableName, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import {
  incidentMembers,
  incidentRevisions,
  incidentUpdates,
  statusIncidents,
  statusIncidentsArchive,
} from "@/db/schema/incidents";
import { toText } from "@/db/time";
import type { IncidentStep, IncidentTelling } from "@/lib/core/engine/outcome";
import type { Source } from "@/lib/core/engine/states";

type Rows = typeof statusIncidents | typeof statusIncidentsArchive;

const members = incidentMembers;
const revisions = incidentRevisions;

/** With its table's name, which Drizzle leaves out where a select has one table: a subquery's own `id` would take its place. */
const idOf = (table: Rows) => sql.raw(`"${getTableName(table)}"."id"`);

/** The number of the public incident that a row is told in: its own, unless it is told with another row. */
export const incidentOf = (table: Rows) =>
  sql<number>`coalesce((SELECT m.incident_id FROM ${members} AS m WHERE m.row_id = ${idOf(table)}), ${idOf(table)})`;

/** A column of the last revision of the row's incident; null where there is none. */
export const lastRevision = <T>(table: Rows, column: "title" | "phase") =>
  sql<T | null>`(SELECT ${sql.raw(column)} FROM ${revisions} AS r WHERE r.incident_id = ${incidentOf(table)} ORDER BY r.revision DESC LIMIT 1)`;

/** What a row knows of its incident: its number, and the title that somebody gave it. */
export const incidentColumns = (table: Rows) => ({
  incident: incidentOf(table).as("incident"),
  title: lastRevision<string>(table, "title").as("given_title"),
});

/** Whether a row is told in another row's incident. */
export const isMember = (table: Rows) =>
  sql`EXISTS (SELECT 1 FROM ${members} AS m WHERE m.row_id = ${idOf(table)} AND m.incident_id <> m.row_id)`;

/** The ids of all rows of the row's incident. */
export const rowsOf = (id: SQL | number) =>
  sql`(SELECT ${id} UNION ALL SELECT p.row_id FROM ${members} AS m JOIN ${members} AS p ON p.incident_id = m.incident_id WHERE m.row_id = ${id})`;

export const rowsOfIncidentOf = (table: Rows) => rowsOf(idOf(table));

type Select = (table: Rows) => SQL;

export const isOpenOrSince = (table: Rows, since: Placeholder) =>
  sql`${table.resolvedAt} IS NULL OR ${table.resolvedAt} >= ${since}`;

const openOrSince =
  (since: Placeholder): Select =>
  (table) =>
    sql`SELECT id FROM ${table} WHERE ${isOpenOrSince(table, since)}`;

/** These rows, each with the entry that it has as one of several. */
const entered = (select: Select) =>
  sql`(${select(statusIncidents)} UNION ALL ${select(statusIncidentsArchive)}) AS base LEFT JOIN ${members} AS m ON m.row_id = base.id`;

/** The ids of all rows of incidents of which a row is open or was resolved since. */
export const rowsSince = (since: Placeholder) => rowsWithAll(openOrSince(since));

/** The rows of those incidents that are told with others: `row_id`, of few. */
export const toldWithSince = (since: Placeholder) =>
  sql`(SELECT p.row_id FROM ${entered(openOrSince(since))} JOIN ${members} AS p ON p.incident_id = m.incident_id)`;

/** The numbers of those incidents. */
export const incidentsSince = (since: Placeholder) =>
  sql`(SELECT coalesce(m.incident_id, base.id) FROM ${entered(openOrSince(since))})`;

/** The ids of all rows of incidents of which these are rows, in no order: for one, SQLite would walk all of history. */
export const rowsWithAll = (select: Select) =>
  sql`(SELECT coalesce(p.row_id, base.id) FROM ${entered(select)} LEFT JOIN ${members} AS p ON p.incident_id = m.incident_id)`;

/** The revisions of these incidents, in order. */
export const selectRevisions = (db: Db, ids: SQL) =>
  db
    .select()
    .from(revisions)
    .where(sql`${revisions.incidentId} IN ${ids}`)
    .orderBy(revisions.incidentId, revisions.revision);

const rowOf = (key: string) =>
  sql`(SELECT id FROM ${statusIncidents} WHERE incident_key = ${key} UNION ALL SELECT id FROM ${statusIncidentsArchive} WHERE incident_key = ${key} LIMIT 1)`;

/** The earliest row with this key, or one that begins with it and a colon. */
const firstRowOf = (key: string) => {
  const named = (table: Rows) =>
    sql`SELECT id FROM ${table} WHERE incident_key = ${key} OR (incident_key > ${`${key}:`} AND incident_key < ${`${key};`})`;
  return sql`(SELECT min(id) AS id FROM (${named(statusIncidents)} UNION ALL ${named(statusIncidentsArchive)}))`;
};

/** Has a row that has just been opened told in another's incident, named by a key; one that was ever told by itself stays so, with its address. */
export const joinIncident = (db: Db, key: string, of: string): Statement =>
  db
    .insert(members)
    .select(
      sql`WITH joined(row_id, incident_id) AS (
      SELECT own.id, coalesce((SELECT incident_id FROM ${members} WHERE row_id = first.id), first.id)
      FROM ${rowOf(key)} AS own, ${firstRowOf(of)} AS first
      WHERE own.id <> first.id AND NOT EXISTS (SELECT 1 FROM ${incidentUpdates} WHERE incident_id = own.id))
    SELECT row_id, incident_id FROM joined UNION ALL SELECT incident_id, incident_id FROM joined WHERE true`,
    )
    .onConflictDoNothing();

/** The source that tells these steps of an incident: that of a step which names one, or else the one of the incident's key. */
export function sourceOf(key: string, steps: readonly IncidentStep[]): Source {
  const named = steps.flatMap((step) => (step.key === key && step.op === "update" && step.source) || []);
  if (named[0]) return named[0];
  return key.startsWith("window:") ? "schedule" : /^(?:pin|ops):/.test(key) ? "manual" : "freescout";
}

/** What both kinds of revisions need: the incident's number, its rows, and its last revision. */
const incidentNamed = (row: SQL) => sql`
  target(id) AS (SELECT coalesce((SELECT incident_id FROM ${members} WHERE row_id = r.id), r.id) FROM ${row} AS r),
  part(id) AS (SELECT id FROM target UNION SELECT row_id FROM ${members} WHERE incident_id = (SELECT id FROM target)),
  last AS (SELECT * FROM ${revisions} WHERE incident_id = (SELECT id FROM target) ORDER BY revision DESC LIMIT 1)`;

/**
 * Numbers what this batch has changed of a public incident; nothing where nothing has: no update of its rows is new, and phase and
 * title are the ones before. An open incident is never told as resolved, nor one that is over as anything else (contract §2.12).
 */
export const writeRevision = (db: Db, { key, phase, title, source, at }: IncidentTelling, now: number): Statement =>
  db.insert(revisions).select(sql`WITH ${incidentNamed(rowOf(key))},
  fresh AS (SELECT max(id) AS id, max(effective_at) AS at FROM ${incidentUpdates}
    WHERE incident_id IN (SELECT id FROM part) AND id > coalesce((SELECT update_id FROM last), 0)),
  told AS (SELECT EXISTS (SELECT 1 FROM ${statusIncidents} WHERE resolved_at IS NULL AND id IN (SELECT id FROM part)) AS is_open,
    coalesce(${phase}, nullif(nullif((SELECT phase FROM last), 'resolved'), 'postmortem'), 'investigating') AS phase,
    coalesce(${title}, (SELECT title FROM last)) AS title)
  SELECT NULL, target.id, coalesce(last.revision, 0) + 1, CASE WHEN told.is_open THEN told.phase ELSE 'resolved' END, told.title,
    NULL, ${source}, coalesce(fresh.at, ${toText(at)}), coalesce(fresh.id, last.update_id, 0), ${toText(now)}
  FROM target CROSS JOIN told CROSS JOIN fresh LEFT JOIN last ON true
  WHERE fresh.id IS NOT NULL OR told.title IS NOT last.title OR (told.is_open AND told.phase IS NOT last.phase)`);

/** Adds a postmortem, or a corrected one, as a revision of its own, which changes nothing else of the incident (contract §2.12). */
export const writePostmortem = (
  db: Db,
  { key, text, at }: { key: string; text: string; at: number },
  now: number,
): Statement =>
  db.insert(revisions).select(sql`WITH ${incidentNamed(rowOf(key))}
  SELECT NULL, target.id, coalesce(last.revision, 0) + 1, 'postmortem', last.title, ${text}, 'manual', ${toText(at)},
    coalesce(last.update_id, (SELECT max(id) FROM ${incidentUpdates} WHERE incident_id IN (SELECT id FROM part)), 0), ${toText(now)}
  FROM target LEFT JOIN last ON true`);

/** The number of the row with this key, live or archived. */
export const selectIncidentByKey = (db: Db, key: string) => db.select({ id: sql<number>`id` }).from(rowOf(key));
