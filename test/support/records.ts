import { expect } from "vitest";
import type { TestServer } from "./server";

/** A row of status_audit_log, as SQL gives it. */
export type AuditRow = {
  id: number;
  surface_id: string;
  actor: string;
  previous_state: string | null;
  new_state: string;
  source: string;
  note: string | null;
  created_at: string;
  effective_at: string;
  public_note: string | null;
  ticket_pending: number;
  maintenance_until: string | null;
};

export type IncidentRow = {
  id: number;
  surface_id: string;
  opened_at: string;
  resolved_at: string | null;
  public_note: string | null;
  freescout_ticket_id: number | null;
  severity: string;
};

export type IncidentUpdateRow = { incident_id: number; kind: string; severity: string; public_note: string | null };

export const auditOf = (server: TestServer, surfaceId: string) =>
  server.sql<AuditRow>("SELECT * FROM status_audit_log WHERE surface_id = ? ORDER BY id", surfaceId);

export const incidentsOf = (server: TestServer, surfaceId: string) =>
  server.sql<IncidentRow>("SELECT * FROM status_incidents WHERE surface_id = ? ORDER BY id", surfaceId);

export const incidentOfTicket = (server: TestServer, ticketId: number) =>
  server.sql<IncidentRow>("SELECT * FROM status_incidents WHERE freescout_ticket_id = ?", ticketId);

export const updatesOf = (server: TestServer, incidentId: number) =>
  server.sql<IncidentUpdateRow>("SELECT * FROM incident_updates WHERE incident_id = ? ORDER BY id", incidentId);

/** Every table of ours with every row of it, read in one statement. */
export async function dumpTables(server: TestServer): Promise<Record<string, Record<string, unknown>[]>> {
  const [row = {}] = await server.sql<Record<string, string>>(await dumpStatement(server));
  return Object.fromEntries(Object.entries(row).map(([table, rows]) => [table, JSON.parse(rows)]));
}

const quoted = (name: string): string => `"${name}"`;

/** The statement that reads every row of every table: a column for each table, its rows as JSON. */
export async function dumpStatement(server: TestServer): Promise<string> {
  const columns = await server.sql<{ table: string; column: string }>(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY m.name`,
  );
  const reads = [...Map.groupBy(columns, ({ table }) => table)].map(([table, named]) => {
    const pairs = named.map(({ column }) => `'${column}', ${quoted(column)}`).join(", ");
    return `(SELECT json_group_array(json_object(${pairs})) FROM ${quoted(table)}) AS ${quoted(table)}`;
  });
  return `SELECT ${reads.join(", ")}`;
}

/** Runs an act and holds that it left every table as it was. */
export async function expectNothingWritten<T>(server: TestServer, act: () => Promise<T>): Promise<T> {
  const before = await dumpTables(server);
  const result = await act();
  expect(await dumpTables(server)).toEqual(before);
  return result;
}

/** Per surface, each audit row starts where the row before it ended, and the last one ends at the stored state. */
export async function expectUnbrokenChain(server: TestServer, surfaceId: string): Promise<AuditRow[]> {
  const rows = await auditOf(server, surfaceId);
  expect(rows.map((row) => row.previous_state)).toEqual([null, ...rows.slice(0, -1).map((row) => row.new_state)]);
  const [stored] = await server.sql<{ state: string }>(
    "SELECT state FROM surface_state WHERE surface_id = ?",
    surfaceId,
  );
  expect(rows.at(-1)?.new_state).toBe(stored?.state);
  return rows;
}
