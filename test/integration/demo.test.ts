import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, startDemo } from "../../scripts/demo/start-demo";
import { ROUND_S, stepsOf } from "../../scripts/demo/timeline";
import { ensureBuild } from "../../scripts/ensure-build";
import { get, post } from "../support/http";
import type { PublicIncident, PublicSurface } from "../support/operator";
import { expectUnbrokenChain } from "../support/records";
import { sqlOn, startServer, type TestServer } from "../support/server";
import { minutesByDay } from "./minutes-by-day";

/** When the cron ticks: as often as in a demo at first, then as rarely as shows what is looked for. */
const TICKS_S = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 160, 190, 220, ROUND_S];
const DAY_MS = 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), "raxx-demo-test-"));

let demo: Demo;
let server: TestServer;
let readyAt: string; // up to here its past was told; from here on the script plays
/** Each surface's states as readers saw them, by the second of the round. */
const seen: { second: number; surfaces: Map<string, PublicSurface>; incidents: PublicIncident[]; zipped: number }[] =
  [];

beforeAll(async () => {
  demo = await startDemo({ build: await ensureBuild(), dataDir, port: 0, showAlert: () => undefined });
  server = { ...demo.server, sql: sqlOn(demo.server.openDatabase) } as unknown as TestServer;
  readyAt = new Date().toISOString();
  await playRound();
});
afterAll(async () => {
  await demo.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
/** A whole round of the script without its waits. */
async function playRound(): Promise<void> {
  const startMs = Date.now();
  for (const [i, second] of TICKS_S.entries()) {
    const stage = { ...demo.stage, now: () => startMs + second * 1000 };
    const due = stepsOf(0).filter(({ atS }) => atS <= second && atS > (TICKS_S[i - 1] ?? -1));
    for (const { play } of due) await play(stage, 0);
    await demo.server.tick(startMs + second * 1000);
    const [{ body }, { body: past }, { text }] = await Promise.all([
      get<{ surfaces: PublicSurface[] }>(server, "/api/status/public/surfaces"),
      get<{ incidents: PublicIncident[] }>(server, "/api/status/public/incidents"),
      get(server, "/"),
    ]);
    const surfaces = new Map(body.surfaces.map((each) => [each.id, each]));
    seen.push({ second, surfaces, incidents: past.incidents, zipped: gzipSync(text).length });
  }
}

/** What readers saw of a surface within a stretch of the round, each state once. */
function statesOf(id: string, fromS: number, toS: number): string[] {
  const then = seen.filter(({ second }) => second >= fromS && second <= toS);
  return [...new Set(then.map(({ surfaces }) => surfaces.get(id)?.state ?? ""))];
}

it("its front page has at most 14 KB through the whole round, zipped", () =>
  expect(Math.max(...seen.map(({ zipped }) => zipped))).toBeLessThanOrEqual(14 * 1024));

describe("at its start a demo", () => {
  it("shows each kind of trouble, and who tells of it", () => {
    const first = (id: string) => seen[0]?.surfaces.get(id);
    expect(seen[0]?.surfaces.size).toBe(23);
    expect(first("market-data-feed")).toMatchObject({ state: "PARTIAL", ticket_pending: true });
    expect(first("heroku-platform")?.public_description).toMatch(/^We're tracking Heroku's incident/);
    expect(first("secrets-management")).toMatchObject({ state: "UNKNOWN" });
    expect(first("demo-raxx-app")).toMatchObject({ state: "MAINTENANCE", maintenance_until: expect.any(String) });
    expect(first("tickets-raxx-app")).toMatchObject({ state: "DEGRADED" });
    expect(first("raxx-app")).toMatchObject({ state: "OPERATIONAL" });
  });
});

describe("within its first two minutes a demo", () => {
  it("sees a site degraded, down and operational again", () => {
    expect(statesOf("app-raxx-app", 0, 120)).toEqual(["OPERATIONAL", "DEGRADED", "DOWN"]);
    expect(statesOf("app-raxx-app", 80, 120)).toContain("OPERATIONAL");
  });

  it("sees a partial outage by a ticket, and its resolved incident", () => {
    expect(statesOf("trade-execution", 0, 80)).toEqual(["OPERATIONAL", "PARTIAL"]);
    const resolved = seen.find(({ second }) => second === 100)?.incidents ?? [];
    expect(resolved.filter(({ surface_id }) => surface_id === "trade-execution")[0]).toMatchObject({
      severity: "partial",
      public_note: "Orders are being accepted again. No order was executed twice.",
    });
  });

  it("follows a partner's own page", () => {
    expect(statesOf("billing-payment", 0, 120)).toEqual(["OPERATIONAL", "PARTIAL"]);
    const last = seen.find(({ second }) => second === 120)?.surfaces.get("billing-payment");
    expect(last?.public_description).toMatch(/^We're tracking Stripe's incident/);
  });

  it("sees maintenance begin, and an override expire", () => {
    expect(statesOf("vault-raxx-app", 0, 120)).toEqual(["OPERATIONAL", "MAINTENANCE"]);
    expect(statesOf("tickets-raxx-app", 0, 130)).toEqual(["DEGRADED", "OPERATIONAL"]);
  });
});

describe("until the round's end a demo", () => {
  it("sees the rest: maintenance end, a look that tells nothing, a partner speak again", () => {
    expect(statesOf("vault-raxx-app", 150, ROUND_S)).toEqual(["OPERATIONAL"]);
    expect(statesOf("console-raxx-app", 70, ROUND_S)).toEqual(["OPERATIONAL", "UNKNOWN"]);
    expect(statesOf("secrets-management", 0, 200)).toEqual(["UNKNOWN", "OPERATIONAL"]);
    expect(statesOf("heroku-platform", 0, ROUND_S)).toEqual(["DEGRADED", "OPERATIONAL"]);
  });

  it("reopens an incident", async () => {
    const kinds = await server.sql<{ kind: string }>(
      "SELECT u.kind FROM incident_updates u JOIN status_incidents i ON i.id = u.incident_id WHERE i.freescout_ticket_id = 48300000 ORDER BY u.id",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["opened", "resolved", "reopened", "resolved"]);
  });

  it("has maintenance that is to come", async () => {
    const { body } = await get<{ windows: { phase: string }[] }>(server, "/api/status/public/maintenance");
    expect(body.windows.map(({ phase }) => phase)).toEqual(["running", "scheduled", "scheduled"]);
  });

  it("tells operators of the login that it has, and of nothing else: each job of each tick did what it should", async () => {
    const runs = await server.sql<{ jobs: string }>("SELECT jobs FROM cron_runs");
    const failed = runs.flatMap(({ jobs }) =>
      Object.entries(JSON.parse(jobs) as Record<string, { ok?: boolean }>).filter(([, { ok }]) => ok === false),
    );
    expect(failed).toEqual([]);
    const alerts =
      "SELECT DISTINCT alert_key FROM ops_alerts WHERE alert_key NOT LIKE 'config:%' AND alert_key NOT LIKE 'surface:%'";
    expect(await server.sql(alerts)).toEqual([{ alert_key: "prober:access" }]);
  });
});

describe("an operator in a demo", () => {
  it("keeps an override that the script would put another in place of", async () => {
    const { STATUS_INTERNAL_WRITE_TOKEN: token = "" } = parseEnv(readFileSync(demo.secretsFile, "utf8"));
    const pin = { surface_id: "tickets-raxx-app", state: "DOWN", state_source: "manual", actor: "practice" };
    const headers = { "X-Internal-Status-Token": token };
    expect((await post(server, "/api/internal/status/update-surface", pin, headers)).status).toBe(200);
    await stepsOf(0)
      .find(({ title }) => title.startsWith("Support Tickets is overridden"))
      ?.play(demo.stage, 0);
    const [row] = await server.sql(
      "SELECT state, override_actor, override_expires_at FROM surface_state WHERE surface_id = 'tickets-raxx-app'",
    );
    expect(row).toEqual({ state: "DOWN", override_actor: "practice", override_expires_at: null });
  });
});

describe("a demo's past", () => {
  type Day = { date: string; worst: string; minutes: Record<string, number> };
  type Uptime = { surfaces: { id: string; days: Day[] }[] };

  it("shows in each bar what the log says, day by day", async () => {
    const { body } = await get<Uptime>(server, "/api/status/public/uptime?days=90");
    const log = await server.sql<{ surface_id: string; at: string; state: string }>(
      "SELECT surface_id, effective_at AS at, new_state AS state FROM status_audit_log ORDER BY effective_at, id",
    );
    for (const { id, days } of body.surfaces) {
      const told = minutesByDay(log.filter((row) => row.surface_id === id));
      for (const { date, minutes } of days.slice(0, -1)) {
        const { NO_DATA: _, ...recorded } = minutes;
        expect([id, date, recorded]).toEqual([id, date, told.get(date) ?? {}]);
      }
    }
    const states = new Set(body.surfaces.flatMap(({ days }) => days.flatMap((day) => Object.keys(day.minutes))));
    expect([...states].sort()).toEqual(
      ["DEGRADED", "DOWN", "MAINTENANCE", "NO_DATA", "OPERATIONAL", "PARTIAL", "UNKNOWN"].sort(),
    );
  });

  it("has an unbroken chain of states on each surface, in the order in which it was written", async () => {
    const ids = await server.sql<{ id: string }>("SELECT surface_id AS id FROM surface_state");
    for (const { id } of ids) {
      const rows = await expectUnbrokenChain(server, id);
      const written = rows.map((row) => row.created_at).filter((at) => at < readyAt);
      expect([id, written]).toEqual([id, written.toSorted()]);
    }
  });

  it("tells each incident from its first word to its last, archived ones too", async () => {
    const incidents = await server.sql<{ id: number; opened_at: string; resolved_at: string }>(
      `SELECT id, opened_at, resolved_at FROM status_incidents WHERE resolved_at IS NOT NULL
       UNION ALL SELECT id, opened_at, resolved_at FROM status_incidents_archive`,
    );
    expect(incidents.length).toBeGreaterThan(20);
    for (const { id, ...times } of incidents) {
      const words = await server.sql<{ kind: string; effective_at: string; public_note: string | null }>(
        "SELECT kind, effective_at, public_note FROM incident_updates WHERE incident_id = ? ORDER BY id",
        id,
      );
      expect(words[0]).toMatchObject({ kind: "opened", effective_at: times.opened_at });
      expect(words.at(-1)).toMatchObject({ kind: "resolved", effective_at: times.resolved_at });
      expect(words.map(({ public_note }) => public_note)).not.toContain(null);
    }
  });

  it("is what operators' time machine shows", async () => {
    const at = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS + 16 * 3_600_000);
    const { body } = await get<{
      surfaces: { id: string; state: string; public_note: string | null }[];
      open_incidents: { surface_id: string; severity: string }[];
    }>(server, `/api/ops/at?time=${at.toISOString()}`);
    expect(body.surfaces.find(({ id }) => id === "app-raxx-app")).toMatchObject({
      state: "DEGRADED",
      public_note: "Some logins fail. We are investigating.",
    });
    expect(body.open_incidents).toEqual([
      expect.objectContaining({ surface_id: "app-raxx-app", severity: "degraded" }),
    ]);
  });
});

describe("that it is a demo", () => {
  const STRIP = '<aside aria-label="Demo notice" data-strip="demo"';
  const PUBLIC = ["/", "/history", "/surfaces/api-service", "/docs/api", "/no-such-page"];
  const OPS = ["", "/windows", "/incidents", "/audit", "/at", "/checks", "/configuration", "/actions"];

  it("stands on every page, public or operators', and in the frame for other sites", async () => {
    const [incident] = await server.sql<{ id: number }>("SELECT id FROM status_incidents LIMIT 1");
    const permalink = `/incidents/inc_${String(incident?.id).padStart(5, "0")}`;
    for (const path of [...PUBLIC, permalink, ...OPS.map((page) => `/ops${page}`), "/ops/surfaces/api-service"]) {
      const { text } = await get(server, path);
      expect([path, text.split(STRIP).length]).toEqual([path, 2]);
    }
    expect((await get(server, "/embed")).text).toContain("<h1>Demo of Raxx: ");
  });

  it.each([
    ["es", "es inventado"],
    ["de", "ist erfunden"],
    ["fr", "est inventé"],
    ["ja", "架空のものです"],
  ])("is said in %s", async (language, words) => {
    expect((await get(server, `/${language}`)).text).toContain(words);
  });

  it("stands on no page of a server that is none", async () => {
    const plain = await startServer({ env: { OPS_LOCAL_OPERATOR: "dev@example.com" } });
    for (const path of ["/", "/no-such-page", "/ops"]) {
      const { text } = await get(plain, path);
      const shown = text.replace(/<script[^>]*>[\s\S]*?<\/script>/g, "");
      expect([path, /data-strip="demo"|made up/.test(shown)]).toEqual([path, false]);
    }
    expect((await get(plain, "/embed")).text).not.toContain("Demo of");
    await plain.stop();
  });
});
