import { readdirSync, readFileSync } from "node:fs";
import { is, SQL } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/root";
import { dumpTables } from "../support/records";
import { serverForFile } from "../support/server-for-file";

const { server } = serverForFile();

const files = readdirSync(inRoot("db", "schema")).map((file) => inRoot("db", "schema", file));
const tables = (await Promise.all(files.map((file) => import(file))))
  .flatMap((module) => Object.values(module))
  .filter((value) => is(value, SQLiteTable))
  .map((table) => getTableConfig(table as SQLiteTable));

const master = () =>
  server.sql(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY 1, 2",
  );

function defaultOf({ default: value }: SQLiteColumn): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? `'${value}'` : String(value);
}

describe("the migrated database", () => {
  it("has the tables of db/schema, wrangler's book, and no other", async () => {
    expect(Object.keys(await dumpTables(server))).toEqual([...tables.map((t) => t.name), "d1_migrations"].sort());
  });

  it.each(tables)("has the columns of $name: type, not null, default, primary key", async ({ name, ...table }) => {
    const compound = table.primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
    const found = await server.sql<{ name: string; type: string; notnull: number; dflt_value: string; pk: number }>(
      `PRAGMA table_info(${name})`,
    );
    const told = table.columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notnull: column.notNull,
      dflt_value: defaultOf(column),
      pk: column.primary || compound.includes(column.name),
    }));
    expect(
      found.map(({ name, type, notnull, dflt_value, pk }) => ({
        name,
        type: type.toUpperCase(),
        notnull: notnull === 1,
        dflt_value,
        pk: pk > 0,
      })),
    ).toEqual(told);
  });

  it.each(tables)("has the indices of $name, unique ones and partial ones", async ({ name, ...table }) => {
    const found = await server.sql<{ name: string; unique: number; origin: string; partial: number }>(
      `PRAGMA index_list(${name})`,
    );
    const made = [];
    for (const index of found.filter(({ origin }) => origin === "c")) {
      const columns = await server.sql<{ name: string }>(`PRAGMA index_info(${index.name})`);
      made.push({
        name: index.name,
        columns: columns.map((column) => column.name),
        unique: index.unique === 1,
        partial: index.partial === 1,
      });
    }
    const told = [
      ...table.indexes.map(({ config }) => ({
        name: config.name,
        columns: config.columns.map((column) => (is(column, SQL) ? "" : (column as SQLiteColumn).name)),
        unique: config.unique,
        partial: config.where !== undefined,
      })),
      ...table.columns
        .filter((column) => column.isUnique)
        .map((column) => ({ name: column.uniqueName ?? "", columns: [column.name], unique: true, partial: false })),
    ];
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    expect(made.sort(byName)).toEqual(told.sort(byName));
  });

  it("counts up its ids and never gives one twice", async () => {
    for (const name of ["status_incidents", "status_audit_log", "incident_updates"]) {
      const [row] = await server.sql<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = ?", name);
      expect(row?.sql).toMatch(/`id` integer PRIMARY KEY AUTOINCREMENT/i);
    }
  });

  it("has every column that operators' SQL names (contract §17.1)", async () => {
    const columnsOf = async (name: string) =>
      (await server.sql<{ name: string }>(`PRAGMA table_info(${name})`)).map((column) => column.name);
    expect(await columnsOf("surface_state")).toEqual(
      expect.arrayContaining(
        "surface_id state state_since state_source ticket_pending public_note last_probe_ok last_probe_at last_probe_latency_ms maintenance_until updated_at".split(
          " ",
        ),
      ),
    );
    expect(await columnsOf("status_incidents")).toEqual(
      expect.arrayContaining(
        "id surface_id opened_at resolved_at public_note freescout_ticket_id severity created_at".split(" "),
      ),
    );
    expect(await columnsOf("status_audit_log")).toEqual(
      expect.arrayContaining(
        "id surface_id actor previous_state new_state source note created_at effective_at".split(" "),
      ),
    );
  });

  it("is as it was, and keeps its rows, when the migrations run again", async () => {
    const before = [await master(), await dumpTables(server)];
    const files = readdirSync(inRoot("migrations"))
      .filter((file) => file.endsWith(".sql"))
      .sort();
    expect(files[0]).toBe("0001_initial.sql");
    for (const file of files)
      for (const statement of readFileSync(inRoot("migrations", file), "utf8").split("--> statement-breakpoint"))
        await server.sql(statement);
    expect([await master(), await dumpTables(server)]).toEqual(before);
  });
});

describe("a check refuses", () => {
  const surface = (patch: object) =>
    insert("surface_state", {
      surface_id: "checked",
      state: "UNKNOWN",
      state_since: "2026-01-01T00:00:00.000Z",
      state_source: "prober",
      updated_at: "2026-01-01T00:00:00.000Z",
      ...patch,
    });
  const incident = (patch: object) =>
    insert("status_incidents", {
      incident_key: crypto.randomUUID(),
      surface_id: "checked",
      opened_at: "2026-01-01T00:00:00.000Z",
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
      ...patch,
    });
  const insert = (table: string, row: Record<string, unknown>) =>
    server.sql(
      `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(", ")})`,
      ...Object.values(row),
    );
  const audit = (patch: object) =>
    insert("status_audit_log", {
      surface_id: "checked",
      actor: "ops",
      new_state: "DOWN",
      source: "manual",
      created_at: "2026-01-01T00:00:00.000Z",
      effective_at: "2026-01-01T00:00:00.000Z",
      because: "pinned",
      state_source: "manual",
      ...patch,
    });

  it.each<[string, () => Promise<unknown>]>([
    ["a state that is none of the six", () => surface({ state: "BROKEN" })],
    ["a source that is none of the five", () => surface({ state_source: "robot" })],
    ["a note of 281 characters", () => surface({ public_note: "n".repeat(281) })],
    ["an end of maintenance beside another state", () => surface({ maintenance_until: "2026-01-02T00:00:00.000Z" })],
    ["a surface without a time", () => surface({ updated_at: null })],
    ["an incident of another severity", () => incident({ severity: "DOWN" })],
    ["an audit row to a state that is none", () => audit({ new_state: "BROKEN" })],
    ["an audit row from a state that is none", () => audit({ previous_state: "" })],
    ["an audit row of another source", () => audit({ source: "robot" })],
    ["an audit row without an actor", () => audit({ actor: null })],
    [
      "a ticket of severity maintenance",
      () =>
        insert("freescout_tickets", { ticket_key: "x", severity: "maintenance", updated_at: "2026", fingerprint: "" }),
    ],
    [
      "a window that ends at its start",
      () =>
        insert("maintenance_windows", {
          id: "x",
          starts_at: "2026",
          ends_at: "2026",
          actor: "ops",
          created_at: "2026",
          updated_at: "2026",
        }),
    ],
    [
      "an update of another kind",
      () =>
        insert("incident_updates", {
          incident_id: 1,
          surface_id: "x",
          kind: "shouted",
          effective_at: "2026",
          created_at: "2026",
        }),
    ],
  ])("%s", async (_, write) => {
    await expect(write()).rejects.toThrow(/constraint/i);
  });

  it("a second incident of one ticket, and a second row of one surface", async () => {
    await incident({ severity: "down", freescout_ticket_id: 77 });
    await expect(incident({ severity: "down", freescout_ticket_id: 77 })).rejects.toThrow(/UNIQUE/);
    await surface({
      state: "MAINTENANCE",
      maintenance_until: "2026-01-02T00:00:00.000Z",
      public_note: "n".repeat(280),
    });
    await expect(surface({})).rejects.toThrow(/UNIQUE/);
  });
});
