import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RestoreResult } from "@/lib/schemas/backup";
import { inRoot } from "../../../scripts/root";
import { type Access, type SignedIn, signedIn, startAccess } from "../../support/access";
import { iso, type Problem } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { expectProblem } from "../../support/problem";
import { dumpTables, expectNothingWritten } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";

const registry = Array.from({ length: 5 }, (_, n) => entry(`probed-${n}`, "probed"));
let access: Access;
let source: TestServer;
let onCall: SignedIn;
let file: string;
beforeAll(async () => {
  access = await startAccess();
  source = await startServer({ registry, env: access.env });
  onCall = await signedIn(source, access);
  const raptor = operatorOf(source);
  const now = Date.now();
  await raptor.pin("probed-0", "DOWN", { public_note: 'Quotes " and ünïcode \u2028 line.' });
  await raptor.pin("probed-0", "OPERATIONAL");
  await raptor.update({ surface_id: "probed-1", state: "DOWN", state_source: "freescout", public_note: "Ticket." });
  await raptor.plan({ surface_ids: ["probed-2"], starts_at: iso(now + 3_600_000), ends_at: iso(now + 7_200_000) });
  await onCall.post("/api/ops/invalidate", {});
  for (let minute = 0; minute < 3; minute++) await source.tick(now - (3 - minute) * 60_000);
  const rows = Array.from({ length: 2_500 }, (_, i) => iso(now - (i + 10) * 1_000));
  await source.sql(
    "INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms) SELECT value, 'probed-3', 1, 20 FROM json_each(?)",
    JSON.stringify(rows),
  );
  file = (await onCall.get("/api/ops/export")).text;
});
afterAll(() => Promise.all([source.stop(), access.stop()]));

const restore = (who: SignedIn, body: string, query = "") =>
  who.request<RestoreResult & Problem>(`/api/ops/import${query}`, { method: "POST", body });

async function withEmpty<T>(act: (server: TestServer, who: SignedIn) => Promise<T>): Promise<T> {
  const server = await startServer({ registry, env: access.env });
  try {
    return await act(server, await signedIn(server, access));
  } finally {
    await server.stop();
  }
}

/** Without what the restore itself writes down, wrangler's book, verdicts on notes, which each database makes by itself, and what subscribers and the page are told when. */
async function content(server: TestServer) {
  const {
    d1_migrations: _,
    note_verdicts: __,
    notice_events: ___,
    notice_deliveries: ____,
    ...tables
  } = await dumpTables(server);
  return { ...tables, operator_actions: tables.operator_actions?.filter(({ action }) => action !== "import") };
}

describe("a backup", () => {
  it("goes into another database and comes out the same, row by row", async () => {
    await withEmpty(async (server, who) => {
      const answer = await restore(who, file, "?replace=1");
      expect(answer.status).toBe(200);
      expect(answer.body.tables.probe_results).toBeGreaterThanOrEqual(2_500);
      expect(await content(server)).toEqual(await content(source));
      const { notice_events = [] } = await dumpTables(server);
      expect(notice_events.filter(({ fanned_out_at }) => fanned_out_at === null)).toEqual([]);
      const again = (await who.get("/api/ops/export")).text.split("\n").slice(1);
      const before = file.split("\n").slice(1);
      const notActions = (line: string) => !line.includes("operator_actions") && !line.startsWith('{"end"');
      expect(again.filter(notActions)).toEqual(before.filter(notActions));
      await expect(server.sql("DELETE FROM status_audit_log")).rejects.toThrow(/append_only/);
      expect((await operatorOf(server).shown("probed-1")).public_note).toBe("Ticket.");
      expect((await operatorOf(server).pin("probed-0", "DOWN")).status).toBe(200);
    });
  });

  it("is kept out of a database that holds rows, unless told, and of one with a history whoever tells", async () => {
    await withEmpty(async (server, who) => {
      expectProblem(await expectNothingWritten(server, () => restore(who, file)), 409, "not_empty");
      await operatorOf(server).pin("probed-4", "DOWN");
      expectProblem(await expectNothingWritten(server, () => restore(who, file, "?replace=1")), 409, "not_empty");
    });
  });

  describe("is refused before anything is written (422)", () => {
    let server: TestServer;
    let who: SignedIn;
    beforeAll(async () => {
      server = await startServer({ registry, env: access.env });
      who = await signedIn(server, access);
    });
    afterAll(() => server.stop());

    it.each<[string, (whole: string) => string]>([
      ["that breaks off", (whole) => whole.slice(0, whole.length / 2)],
      ["without its end", (whole) => `${whole.trimEnd().split("\n").slice(0, -1).join("\n")}\n`],
      ["with a row changed", (whole) => whole.replace('"Ticket."', '"Tickets"')],
      ["with a row less", (whole) => whole.split("\n").toSpliced(3, 1).join("\n")],
      ["of another version", (whole) => whole.replace('"version":1', '"version":2')],
      ["with something behind its end", (whole) => `${whole}{}\n`],
      ["of another table", (whole) => whole.replace('"tables":{', '"tables":{"users":["id"],')],
      ["that is no backup", () => "hello"],
      ["that is empty", () => ""],
    ])("%s", async (_, damage) => {
      const ask = () => restore(who, damage(file), "?replace=1");
      expectProblem(await expectNothingWritten(server, ask), 422, "unusable_backup");
    });
  });
});

it("npm run ops exports and imports over a running server's API", async () => {
  const dir = mkdtempSync(join(tmpdir(), "raxx-backup-"));
  const path = join(dir, "all.ndjson");
  const local = { OPS_LOCAL_OPERATOR: "dev@example.com" };
  const servers = await Promise.all([startServer({ registry, env: local }), startServer({ registry, env: local })]);
  try {
    const [from, to] = servers as [TestServer, TestServer];
    await operatorOf(from).pin("probed-0", "DOWN");
    expect(await runOps(from.url, ["export", path])).toMatchObject({ code: 0 });
    expect(await runOps(to.url, ["import", path])).toMatchObject({
      code: 1,
      said: expect.stringContaining("not_empty"),
    });
    expect(await runOps(to.url, ["import", path, "--replace"])).toMatchObject({ code: 0 });
    expect(await content(to)).toEqual(await content(from));
    writeFileSync(path, readFileSync(path, "utf8").replace("DOWN", "UP"));
    expect(await runOps(to.url, ["import", path])).toMatchObject({ code: 1 });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(dir, { recursive: true });
  }
});

function runOps(url: string, options: string[]): Promise<{ code: number | null; said: string }> {
  const script = inRoot("scripts", "ops.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, ...options], {
    env: { ...process.env, OPS_URL: url },
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}
