import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OpsAuditPage, OpsDashboard, OpsIncidents, OpsPageAt } from "@/lib/schemas/ops";
import { OpsChecks, OpsConfiguration, OpsWindows } from "@/lib/schemas/ops-answers";
import { iso, sleep, sleepUntil } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { surfacePool } from "../../support/surfaces";
import { startOps } from "./world";

const take = surfacePool();
let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps({
    env: { FREESCOUT_API_URL: "https://desk.raxx.app/api", SENTRY_API_TOKEN: "sentry-secret-value" },
  });
});
afterAll(() => ops.stop());

const board = async () => OpsDashboard.parse((await ops.onCall.get("/api/ops/status")).body);
const onBoard = async (id: string) => {
  const found = (await board()).surfaces.find((surface) => surface.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const pageAt = async (ms: number) =>
  OpsPageAt.parse((await ops.onCall.get(`/api/ops/at?time=${encodeURIComponent(iso(ms))}`)).body);
const at = async (ms: number, id: string) => (await pageAt(ms)).surfaces.find((surface) => surface.id === id);

describe("the board", () => {
  it("shows all fields of contract §15.5, and why: who decides, who is outranked, and since when", async () => {
    const id = take("probed");
    const now = Date.now();
    for (const ago of [150, 90, 30])
      await ops.raptor.probe({
        ...{ surface_id: id, ok: false, checked_at: iso(now - ago * 1000) },
        ...{ latency_ms: 812, status_code: 503, error: "HTTP 503" },
      });
    await ops.raptor.update({ surface_id: id, state: "DEGRADED", state_source: "freescout", public_note: "Slow." });
    const surface = await onBoard(id);
    expect(surface).toMatchObject({
      ...{ shown_state: "DOWN", probe_url: "http://127.0.0.1:9/", last_probe_latency_ms: 812 },
      ...{ last_probe_status_code: 503, last_probe_error: "HTTP 503", freescout_ticket_id: null },
      ...{ sentry_errors_24h: null, build_status: null, last_deploy: null, probe_fail_streak: 3 },
    });
    expect(surface.probes.map(({ ok, latency_ms }) => [ok, latency_ms])).toEqual(Array(3).fill([false, 812]));
    expect(surface.sources.map(({ source, standing, state }) => [source, standing, state])).toEqual([
      ["freescout", "decides", "DOWN"],
      ["prober", "outranked", "DOWN"],
      ["manual", "silent", null],
      ["schedule", "silent", null],
    ]);
    expect(surface.sources.find(({ source }) => source === "prober")?.age_s).toBeGreaterThanOrEqual(30);
    expect(surface.state_audit_log[0]?.id).toBe(surface.version);
  });

  it("puts the worst first and links tickets to the desk", async () => {
    const id = take("plain");
    await ops.raptor.pin(id, "DOWN");
    const { surfaces, overall_status } = await board();
    const states = surfaces.map(({ shown_state }) => shown_state);
    expect([overall_status, states[0], states.at(-1)]).toEqual(["DOWN", "DOWN", "UNKNOWN"]);
    expect((await onBoard(id)).sources[0]).toMatchObject({ source: "manual", standing: "decides", rule: "pinned" });
  });
});

describe("the log", () => {
  it("is filtered by surface, actor, source and time, and paged", async () => {
    const id = take("plain");
    for (const state of ["DOWN", "DEGRADED", "OPERATIONAL"]) await ops.raptor.pin(id, state, { actor: "desk" });
    const read = async (query: string) => OpsAuditPage.parse((await ops.onCall.get(`/api/ops/audit?${query}`)).body);
    const all = await read(`surface=${id}`);
    expect(all.rows.map(({ new_state }) => new_state)).toEqual(["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"]);
    const first = await read(`surface=${id}&limit=3`);
    expect([first.rows.length, (await read(`surface=${id}&before=${first.next}`)).rows.length]).toEqual([3, 1]);
    expect((await read("actor=desk")).rows).toHaveLength(3);
    expect((await read(`surface=${id}&source=prober`)).rows).toHaveLength(1);
    expect((await read(`surface=${id}&from=${iso(Date.now() + 60_000)}`)).rows).toEqual([]);
    for (const bad of ["source=robot", "from=yesterday", "before=x", "limit=0", "who=me"])
      expectProblem(await ops.onCall.get(`/api/ops/audit?${bad}`), 422, "invalid_request");
  });

  it("is a CSV in which no cell begins a formula", async () => {
    const id = take("plain");
    await ops.raptor.pin(id, "DOWN", { actor: "=cmd|'/C calc'!A0", public_note: "@SUM(1)" });
    const { headers, text } = await ops.onCall.get(`/api/ops/audit.csv?surface=${id}`);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(text).toMatch(/^id,written_at,/);
    expect(text).toContain("'=cmd");
    const { headers: credentials } = ops.onCall;
    const answer = await fetch(`${ops.server.url}/api/ops/audit.csv?surface=${id}`, { headers: credentials });
    // By its byte order mark Excel knows UTF-8.
    expect(
      Buffer.from(await answer.arrayBuffer())
        .toString("latin1")
        .slice(0, 5),
    ).toBe("\u00ef\u00bb\u00bfid");
    expect(text).not.toMatch(/(?:^|,)"?[=@+]/m);
  });
});

describe("incidents", () => {
  it("come with their words, their ticket and what the note policy left out", async () => {
    const id = take("plain");
    const note = "Orders are slow. It should be fixed by noon.";
    await ops.raptor.update({ surface_id: id, state: "DEGRADED", state_source: "freescout", public_note: note });
    const { incidents } = OpsIncidents.parse((await ops.onCall.get(`/api/ops/incidents?surface=${id}`)).body);
    expect(incidents).toMatchObject([
      { kind: "ticket", surface_id: id, severity: "degraded", resolved_at: null, public_note: "Orders are slow." },
    ]);
    expect(incidents[0]?.words.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(incidents[0]?.left_out[0]?.remark).toMatch(/^copy policy left out 1 sentence/);
  });

  it("are paged, newest first, open ones alone if asked", async () => {
    const id = take("plain");
    for (const state of ["DOWN", "OPERATIONAL", "DOWN", "OPERATIONAL", "DOWN"]) await ops.raptor.pin(id, state);
    const read = async (query: string) =>
      OpsIncidents.parse((await ops.onCall.get(`/api/ops/incidents?surface=${id}${query}`)).body);
    const first = await read("&limit=2");
    const rest = await read(`&limit=2&before=${first.next}`);
    const ids = [...first.incidents, ...rest.incidents].map((incident) => incident.id);
    expect([ids.length, new Set(ids).size, rest.next]).toEqual([3, 3, null]);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect((await read("&open=1")).incidents).toHaveLength(1);
  });
});

describe("the time machine", () => {
  it("says what readers were told at each instant, as they were told it then", async () => {
    const id = take("plain");
    const instants: [ms: number, told: object][] = [];
    const remember = async () => {
      const { state, public_note, ticket_pending, state_since } = await ops.raptor.shown(id);
      await sleep(20);
      instants.push([Date.now(), { state, public_note, ticket_pending, state_since }]);
      await sleep(20);
    };
    await remember();
    await ops.raptor.pin(id, "DOWN", { public_note: "First.", ticket_pending: true });
    await remember();
    await ops.raptor.pin(id, "DOWN", { public_note: "Second." });
    await remember();
    await ops.raptor.pin(id, "OPERATIONAL", { public_note: null });
    await remember();
    for (const [ms, told] of instants) {
      const { state_since, ...seen } = (await at(ms, id)) ?? {};
      expect({ ...seen, state_since: state_since?.replace(/\.\d+Z/, "Z") }).toMatchObject(told);
    }
    const open = await Promise.all(
      instants.map(async ([ms]) => (await pageAt(ms)).open_incidents.filter((each) => each.surface_id === id).length),
    );
    expect(open).toEqual([0, 1, 1, 0]);
  });

  it("knows what the clock showed readers before anybody wrote it down", async () => {
    const id = take("plain");
    const ends = Date.now() + 1_000;
    await ops.raptor.pin(id, "DOWN", { expires_at: iso(ends) });
    await sleepUntil(ends + 1_500);
    await ops.raptor.pin(id, "DEGRADED");
    expect((await at(ends - 200, id))?.state).toBe("DOWN");
    expect((await at(ends + 200, id))?.state).toBe("UNKNOWN");
    expect((await at(Date.now(), id))?.state).toBe("DEGRADED");
  });

  it("shows nothing of the future, and what was not registered yet as UNKNOWN", async () => {
    expectProblem(await ops.onCall.get(`/api/ops/at?time=${iso(Date.now() + 60_000)}`), 422, "invalid_request");
    expectProblem(await ops.onCall.get("/api/ops/at"), 422, "invalid_request");
    const { surfaces, overall_status } = await pageAt(Date.UTC(2020, 0, 1));
    expect([overall_status, surfaces.every(({ recorded }) => !recorded)]).toEqual(["UNKNOWN", true]);
  });
});

describe("the machinery", () => {
  it("shows ticks, checks, alerts, feeds, cache and flags", async () => {
    const [now, nightMs] = [Date.now(), (3 * 60 + 15) * 60_000];
    await ops.server.tick(now - ((now - nightMs) % 86_400_000));
    const checks = OpsChecks.parse((await ops.onCall.get("/api/ops/checks")).body);
    expect(checks.cron.runs).toHaveLength(1);
    expect(checks.checks.map(({ key }) => key)).toContain("config:ops-gate");
    expect(checks.cache).toEqual({ kind: "workers_cache", fresh_s: 15, stale_s: 45, on_error_s: 600 });
    expect(checks.reconciler.configured).toBe(false);
    OpsWindows.parse((await ops.onCall.get("/api/ops/windows")).body);
  });

  it("shows what is configured, and no value", async () => {
    const answer = await ops.onCall.get("/api/ops/configuration");
    const { items } = OpsConfiguration.parse(answer.body);
    const statusOf = (name: string) => items.find((item) => item.name === name)?.status;
    expect(["DB", "STATUS_INTERNAL_WRITE_TOKEN", "ACCESS_AUD", "SENTRY_API_TOKEN"].map(statusOf)).toEqual(
      Array(4).fill("set"),
    );
    expect(statusOf("HEROKU_API_TOKEN")).toBe("missing");
    for (const secret of [...Object.values(ops.server.secrets), "sentry-secret-value", ops.access.env.ACCESS_AUD])
      expect(answer.text).not.toContain(secret);
  });
});
