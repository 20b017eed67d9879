import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db, Statement } from "@/db/client";
import { statusAuditLog, statusAuditSeen } from "@/db/schema/audit-log";
import { opsAcknowledgements, opsAlerts, opsChecks, opsMemory } from "@/db/schema/checks";
import { cronRuns } from "@/db/schema/cron-runs";
import {
  incidentMembers,
  incidentRevisions,
  incidentUpdates,
  statusIncidents,
  statusIncidentsArchive,
} from "@/db/schema/incidents";
import { maintenanceWindowSurfaces, maintenanceWindows } from "@/db/schema/maintenance";
import { operatorActions } from "@/db/schema/operator-actions";
import { partnerFeeds } from "@/db/schema/partner-feeds";
import { probeDays, probeResults } from "@/db/schema/probes";
import { surfaceDays, surfaceState } from "@/db/schema/surfaces";
import { freescoutReads, freescoutTickets } from "@/db/schema/tickets";
import { deleteMessages } from "./ops-alerts";

/** How a table is read: a `log` up to one id, `state` whole in one transaction, a `series` by pages with no common instant. */
type Kind = "log" | "state" | "series";

/** Every table, parents before children, except `note_verdicts` (a backup must not show which notes the policy lets pass), and except subscribers and what they and operators were told: addresses stay here, and nothing is sent again. */
const LISTED: readonly [SQLiteTable, Kind][] = [
  [statusAuditLog, "log"],
  [statusAuditSeen, "log"],
  [incidentUpdates, "log"],
  [incidentRevisions, "log"],
  [operatorActions, "log"],
  [surfaceState, "state"],
  [freescoutTickets, "state"],
  [freescoutReads, "state"],
  [maintenanceWindows, "state"],
  [maintenanceWindowSurfaces, "state"],
  [statusIncidents, "state"],
  [statusIncidentsArchive, "state"],
  [incidentMembers, "state"],
  [surfaceDays, "state"],
  [partnerFeeds, "state"],
  [opsChecks, "state"],
  [opsAlerts, "state"],
  [opsAcknowledgements, "state"],
  [opsMemory, "state"],
  [probeDays, "series"],
  [probeResults, "series"],
  [cronRuns, "series"],
];

const TABLES = new Map(LISTED.map(([table, kind]) => [getTableName(table), { table, kind }]));

export const TABLE_NAMES: readonly string[] = [...TABLES.keys()];
export const LOGS: readonly string[] = TABLE_NAMES.filter((name) => TABLES.get(name)?.kind === "log");

/** Rows that a server writes by itself before any report has arrived; a database that has only these counts as empty. */
export const NOISE: readonly string[] = [
  ...["freescout_looks", "partner_feeds", "ops_checks", "ops_alerts", "ops_acknowledgements", "ops_memory"],
  ...["probe_results", "cron_runs"],
];

const findTable = (name: string) => {
  const found = TABLES.get(name);
  if (!found) throw new TypeError(`no table ${name}`);
  return found;
};

export const findKind = (name: string): Kind => findTable(name).kind;

/** A table's column names in SQL, in the order of the schema. */
export const listColumns = (name: string): string[] =>
  Object.values(getTableColumns(findTable(name).table)).map((column) => column.name);

/** The positions of the columns that order a table. */
export function keyColumns(name: string): number[] {
  const { primaryKeys, columns } = getTableConfig(findTable(name).table);
  const compound = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const names = compound.length > 0 ? compound : columns.filter((column) => column.primary).map(({ name }) => name);
  return names.map((column) => listColumns(name).indexOf(column));
}

const list = (names: readonly string[]) => sql.raw(names.map((name) => `"${name}"`).join(", "));

/** The bounds of a page: rows after the key `after`, up to the id `upTo`, at most `limit`; absent means no bound. */
export type RowsPage = { after?: readonly unknown[]; until?: number; limit?: number };

/** Rows as JSON arrays of their columns, ordered by key. */
export function selectRows(db: Db, name: string, { after, until, limit }: RowsPage = {}) {
  const columns = listColumns(name);
  const key = list(keyColumns(name).map((position) => columns[position] ?? ""));
  const bounds = [
    after &&
      sql`(${key}) > (${sql.join(
        after.map((value) => sql`${value}`),
        sql`, `,
      )})`,
    until === undefined ? undefined : sql`(${key}) <= ${until}`,
  ].filter((bound) => bound !== undefined);
  return db
    .select({ line: sql<string>`json_array(${list(columns)})`.as("line") })
    .from(findTable(name).table)
    .where(bounds.length > 0 ? sql.join(bounds, sql` AND `) : undefined)
    .orderBy(key)
    .limit(limit ?? -1);
}

const nameOfKey = (name: string) => list(keyColumns(name).map((position) => listColumns(name)[position] ?? ""));

/** The newest id of a log, read in the same transaction as the state, so that both fit together. */
export const selectLastId = (db: Db, name: string) =>
  db.select({ last: sql<number>`coalesce(max(${nameOfKey(name)}), 0)`.as("last") }).from(findTable(name).table);

export const countRows = (db: Db, name: string) =>
  db.select({ rows: sql<number>`count(*)`.as("rows") }).from(findTable(name).table);

/** The number of rows in the audit log beyond each surface's registration. */
export const countHistory = (db: Db) =>
  db
    .select({ rows: sql<number>`count(*)`.as("rows") })
    .from(statusAuditLog)
    .where(sql`because <> 'registered'`);

/** Inserts rows given as JSON arrays of these columns, in one statement; a missing column is null. */
export function insertRows(db: Db, name: string, columns: readonly string[], lines: readonly string[]): Statement {
  const { table } = findTable(name);
  const values = Object.entries(getTableColumns(table)).map(([property, column]) => {
    const position = columns.indexOf(column.name);
    const value = position === -1 ? sql`NULL` : sql.raw(`json_extract(value, '$[${position}]')`);
    return [property, sql`${value}`.as(column.name)];
  });
  const rows = db
    .select(Object.fromEntries(values))
    .from(sql`json_each(${`[${lines.join(",")}]`})`)
    .where(sql`true`);
  return db.insert(table).select(rows as never);
}

type Trigger = { name: string; sql: string };

/** The triggers that forbid deleting rows of logs. */
export const selectDeleteTriggers = (db: Db) =>
  db
    .select({ name: sql<string>`name`.as("name"), sql: sql<string>`sql`.as("sql") })
    .from(sql`sqlite_master`)
    .where(sql`type = 'trigger' AND sql LIKE '%BEFORE DELETE%'`);

/**
 * Empties every table of a backup, and the outbox of alerts. Triggers forbid deleting a log's rows, so they are dropped and
 * created again within the same transaction. The caller has to check first that the logs hold nothing that must stay.
 */
export const emptyTables = (db: Db, triggers: readonly Trigger[]): Statement[] => [
  ...triggers.map(({ name }) => db.run(sql.raw(`DROP TRIGGER "${name}"`))),
  ...deleteMessages(db),
  ...TABLE_NAMES.toReversed().map((name) => db.delete(findTable(name).table)),
  ...triggers.map((trigger) => db.run(sql.raw(trigger.sql))),
];
