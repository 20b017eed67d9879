import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/root";
import { serverForFile } from "../support/server-for-file";

const { server, operator } = serverForFile();
beforeAll(async () => {
  await operator.pin("app-raxx-app", "DEGRADED", { public_note: "Investigating login issues", ticket_pending: true });
});

describe.each(["status_audit_log", "incident_updates"])("the log %s", (table) => {
  const rows = () => server.sql<{ id: number }>(`SELECT * FROM ${table} ORDER BY id`);

  it.each([
    ["UPDATE", (id: number) => `UPDATE ${table} SET surface_id = 'x' WHERE id = ${id}`],
    ["UPDATE OR IGNORE", (id: number) => `UPDATE OR IGNORE ${table} SET surface_id = 'x' WHERE id = ${id}`],
    ["DELETE", (id: number) => `DELETE FROM ${table} WHERE id = ${id}`],
    ["DELETE of everything", () => `DELETE FROM ${table}`],
    ["INSERT OR REPLACE", (id: number) => `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} WHERE id = ${id}`],
    ["REPLACE", (id: number) => `REPLACE INTO ${table} SELECT * FROM ${table} WHERE id = ${id}`],
    [
      "an upsert",
      (id: number) =>
        `INSERT INTO ${table} SELECT * FROM ${table} WHERE id = ${id} ON CONFLICT (id) DO UPDATE SET surface_id = 'x'`,
    ],
  ])("refuses %s", async (_, statementOn) => {
    const before = await rows();
    expect(before.length).toBeGreaterThan(0);
    await expect(server.sql(statementOn(before[0]?.id ?? 0))).rejects.toThrow(/append_only/);
    expect(await rows()).toEqual(before);
  });

  it("takes a new row", async () => {
    const before = await rows();
    const columns = Object.keys(before[0] ?? {}).filter((column) => column !== "id");
    await server.sql(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${table} WHERE id = ${before[0]?.id}`);
    expect(await rows()).toHaveLength(before.length + 1);
  });
});

describe("a surface's version", () => {
  const version = async () =>
    (await server.sql<{ version: number }>("SELECT version FROM surface_state WHERE surface_id = 'ci-runners'"))[0]
      ?.version;

  it("refuses a write that is not exactly one ahead", async () => {
    for (const next of ["version", "version + 2", "version - 1", "1000"])
      await expect(
        server.sql(`UPDATE surface_state SET state = 'DOWN', version = ${next} WHERE surface_id = 'ci-runners'`),
      ).rejects.toThrow(/version_conflict/);
    expect(await version()).toBe(1);
    await server.sql("UPDATE surface_state SET version = version + 1 WHERE surface_id = 'ci-runners'");
    expect(await version()).toBe(2);
  });

  it("counts the writes", async () => {
    const before = (await version()) ?? 0;
    await operator.pin("ci-runners", "DOWN");
    await operator.pin("ci-runners", "OPERATIONAL");
    expect(await version()).toBe(before + 2);
  });
});

/** The runbook's commands (contract §17.1), with `--local` and where the server's data is in place of `--remote`. */
const RUNBOOK = [
  "SELECT surface_id, state, state_since, ticket_pending, public_note FROM surface_state ORDER BY surface_id;",
  "SELECT * FROM status_incidents WHERE resolved_at IS NULL ORDER BY opened_at DESC;",
  "SELECT * FROM status_audit_log ORDER BY created_at DESC LIMIT 20;",
  "SELECT * FROM status_audit_log WHERE surface_id = 'app-raxx-app' ORDER BY created_at DESC LIMIT 20;",
];

async function shell(command: string): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${inRoot("node_modules", ".bin")}:${process.env.PATH}`,
    WRANGLER_SEND_METRICS: "false",
  };
  const { stdout } = await promisify(execFile)("bash", ["-c", command], { cwd: inRoot(), env, encoding: "utf8" });
  return stdout;
}

describe("the runbook's SQL on the running server's data (contract §17.1)", () => {
  let results: Record<string, unknown>[][];
  beforeAll(async () => {
    const flags = `--local --persist-to ${server.dataDir} --json`;
    // Wrangler takes seconds to start, so it executes all of them at once.
    const printed = await shell(`npx wrangler d1 execute raxx-status-db ${flags} \\\n--command "${RUNBOOK.join(" ")}"`);
    results = JSON.parse(printed).map((each: { results: Record<string, unknown>[] }) => each.results);
  });

  it("lists all surfaces", () => {
    expect(results[0]).toHaveLength(23);
    expect(results[0]?.[1]).toMatchObject({
      surface_id: "app-raxx-app",
      state: "DEGRADED",
      ticket_pending: 1,
      public_note: "Investigating login issues",
    });
  });

  it("lists open incidents", () => {
    expect(results[1]).toEqual([
      expect.objectContaining({
        surface_id: "app-raxx-app",
        severity: "degraded",
        resolved_at: null,
        public_note: "Investigating login issues",
        freescout_ticket_id: null,
      }),
    ]);
  });

  it("gives the audit log, newest first, of all and of one surface", () => {
    const [, , all = [], ofApp = []] = results;
    expect(all).toHaveLength(20);
    const times = all.map(({ created_at }) => String(created_at));
    expect(times).toEqual(times.toSorted().reverse());
    expect(new Set(ofApp.map(({ surface_id }) => surface_id))).toEqual(new Set(["app-raxx-app"]));
    expect(ofApp.map(({ new_state }) => new_state)).toContain("DEGRADED");
  });
});

describe("the runbook's migration (contract §17.1)", () => {
  it("makes the same database by wrangler's own hand, and has nothing left to do the second time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "raxx-migrate-"));
    const apply = () => shell(`npx wrangler d1 migrations apply raxx-status-db --local --persist-to ${folder}`);
    expect(await apply()).toContain("0001_initial.sql");
    expect(await apply()).toContain("No migrations to apply");
    const query =
      "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%d1_migrations%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%cf_%' ORDER BY 1, 2";
    const d1 = join(folder, "v3", "d1", "miniflare-D1DatabaseObject");
    const file = readdirSync(d1).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name)) ?? "none";
    const database = new DatabaseSync(join(d1, file), { readOnly: true });
    const made = database.prepare(query).all();
    database.close();
    rmSync(folder, { recursive: true, force: true });
    expect(made).toEqual(await server.sql(query));
  });
});
