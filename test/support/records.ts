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

/** Every table of ours with every row of it. */
export async function dumpTables(server: TestServer): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = await server.sql<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name",
  );
  const dump: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of tables) dump[name] = await server.sql(`SELECT * FROM "${name}"`);
  return dump;
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
