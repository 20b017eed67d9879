import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iso } from "../support/http";
import { type Operator, operatorOf } from "../support/operator";
import { auditOf, expectNothingWritten, expectUnbrokenChain, incidentsOf, updatesOf } from "../support/records";
import type { TestServer } from "../support/server";
import { entry, startManySurfaces, surfacePool } from "../support/surfaces";

const HOUR_MS = 3_600_000;
const take = surfacePool();
let server: TestServer;
let operator: Operator;
beforeAll(async () => {
  const registry = (["probed", "plain", "upstream"] as const).flatMap((kind) =>
    Array.from({ length: 20 }, (_, n) => entry(`${kind}-${n}`, kind)),
  );
  server = await startManySurfaces({ registry: [...registry, entry("app-raxx-app", "plain")] });
  operator = operatorOf(server);
});
afterAll(() => server.stop());

/** What one source says of a surface. */
const saysOf =
  (state_source: string, surface_id: string) =>
  (state: string, more: object = {}) =>
    operator.update({ surface_id, state, state_source, actor: state_source, ...more });

describe("the runbook's override, as printed (contract §4.2)", () => {
  const override = `curl -s -X POST https://status.raxx.app/api/internal/status/update-surface \\
-H "Content-Type: application/json" \\
-H "X-Internal-Status-Token: $TOKEN" \\
-d '{
"surface_id": "app-raxx-app",
"state": "DEGRADED",
"state_source": "manual",
"actor": "ops",
"public_note": "Investigating login issues",
"ticket_pending": true
}'`;
  const clear = `curl -s -X POST https://status.raxx.app/api/internal/status/update-surface \\
-H "Content-Type: application/json" \\
-H "X-Internal-Status-Token: $TOKEN" \\
-d '{"surface_id": "app-raxx-app", "state": "OPERATIONAL", "state_source": "manual", "actor": "ops", "public_note": null, "ticket_pending": false}'`;
  const run = (command: string) =>
    JSON.parse(
      execFileSync("bash", ["-c", command.replace("https://status.raxx.app", server.url)], {
        env: { ...process.env, TOKEN: server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
        encoding: "utf8",
      }),
    );

  it("overrides, and readers see it on the next request", async () => {
    const answer = run(override);
    expect(answer).toMatchObject({
      changed: true,
      surface: {
        id: "app-raxx-app",
        state: "DEGRADED",
        state_source: "manual",
        overridden: true,
        ticket_pending: true,
        public_note: "Investigating login issues",
      },
    });
    expect(Object.keys(answer).sort()).toEqual(["changed", "surface"]);
    expect(await operator.stored("app-raxx-app")).toEqual(answer.surface);
    expect(await operator.shown("app-raxx-app")).toMatchObject({
      state: "DEGRADED",
      ticket_pending: true,
      public_note: "Investigating login issues",
    });
  });

  it("clears back to OPERATIONAL", async () => {
    expect(run(clear)).toMatchObject({
      changed: true,
      surface: { state: "OPERATIONAL", overridden: false, ticket_pending: false, public_note: null },
    });
    expect(await operator.shown("app-raxx-app")).toMatchObject({
      state: "OPERATIONAL",
      ticket_pending: false,
      public_note: null,
    });
    const rows = await expectUnbrokenChain(server, "app-raxx-app");
    expect(rows.map(({ actor, source, new_state }) => [actor, source, new_state])).toEqual([
      ["prober", "prober", "UNKNOWN"],
      ["ops", "manual", "DEGRADED"],
      ["ops", "manual", "OPERATIONAL"],
    ]);
    expect(rows[1]).toMatchObject({ public_note: "Investigating login issues", ticket_pending: 1 });
    expect(rows[2]).toMatchObject({ public_note: null, ticket_pending: 0 });
  });
});

describe("3p_poller, a partner's reading", () => {
  it("is the state, by the partner's source, and writes no incident (contract §2.9)", async () => {
    const id = take("upstream");
    const says = saysOf("3p_poller", id);
    for (const state of ["DEGRADED", "DOWN", "PARTIAL", "MAINTENANCE", "OPERATIONAL"]) {
      expect((await says(state)).body).toMatchObject({ changed: true, surface: { state, state_source: "3p_poller" } });
      expect((await operator.shown(id)).state).toBe(state);
    }
    expect((await says("OPERATIONAL")).body.changed).toBe(false);
    expect(await incidentsOf(server, id)).toEqual([]);
    expect(await expectUnbrokenChain(server, id)).toHaveLength(6);
  });

  it("of UNKNOWN is a failed poll: one and two change nothing, the third in a row is UNKNOWN", async () => {
    const id = take("upstream");
    const says = saysOf("3p_poller", id);
    const states = [];
    for (const reading of ["OPERATIONAL", "UNKNOWN", "UNKNOWN", "DEGRADED", "UNKNOWN", "UNKNOWN", "UNKNOWN"])
      states.push((await says(reading)).body.surface.state);
    expect(states).toEqual([
      "OPERATIONAL",
      "OPERATIONAL",
      "OPERATIONAL",
      "DEGRADED",
      "DEGRADED",
      "DEGRADED",
      "UNKNOWN",
    ]);
  });

  it("older than 5 minutes reads UNKNOWN, without any cron", async () => {
    const id = take("upstream");
    await saysOf("3p_poller", id)("OPERATIONAL");
    const goodAt = Date.now() - 300_500;
    await server.sql(
      "UPDATE surface_state SET partner_good_at = ?, state_since = ?, updated_at = ?, version = version + 1 WHERE surface_id = ?",
      iso(goodAt),
      iso(goodAt),
      iso(goodAt),
      id,
    );
    await saysOf("3p_poller", take("upstream"))("DOWN");
    expect((await operator.shown(id)).state).toBe("UNKNOWN");
    expect(await operator.stored(id)).toMatchObject({ state: "OPERATIONAL", shown_state: "UNKNOWN" });
    await server.tick(Date.now());
    expect((await auditOf(server, id)).at(-1)).toMatchObject({
      previous_state: "OPERATIONAL",
      new_state: "UNKNOWN",
      effective_at: iso(goodAt + 300_000),
    });
  });
});

describe("prober, an outside prober's verdict", () => {
  it("has its hysteresis done: OPERATIONAL is 3 ok, DEGRADED 1 failure, DOWN 3", async () => {
    const id = take("probed");
    const says = saysOf("prober", id);
    for (const state of ["OPERATIONAL", "DEGRADED", "DOWN", "OPERATIONAL", "DOWN", "OPERATIONAL"])
      expect((await says(state)).body).toMatchObject({ changed: true, surface: { state, state_source: "prober" } });
    expect(await operator.stored(id)).toMatchObject({ last_probe_ok: true, state: "OPERATIONAL" });
    expect(await incidentsOf(server, id)).toEqual([]);
  });

  it.each(["PARTIAL", "MAINTENANCE"])("can't be %s", async (state) => {
    const refused = await expectNothingWritten(server, () => saysOf("prober", take("probed"))(state));
    expect([refused.status, refused.body.issues?.[0]?.path]).toEqual([422, "state"]);
  });
});

describe("freescout, one anonymous ticket a surface", () => {
  it("is opened, updated and closed: one incident, one pending flag", async () => {
    const id = take("plain");
    const says = saysOf("freescout", id);
    expect((await says("DEGRADED", { public_note: "Slow." })).body.surface).toMatchObject({
      state: "DEGRADED",
      state_source: "freescout",
      ticket_pending: true,
      public_note: "Slow.",
      open_tickets: [{ freescout_ticket_id: null, severity: "degraded", public_note: "Slow." }],
    });
    expect((await says("DOWN", { public_note: "Down." })).body.surface.state).toBe("DOWN");
    expect((await says("DOWN", { public_note: "Down." })).body.changed).toBe(false);
    expect((await says("OPERATIONAL", { public_note: "Fixed." })).body.surface).toMatchObject({
      state: "OPERATIONAL",
      ticket_pending: false,
      public_note: null,
      open_tickets: [],
    });
    const [incident, ...others] = await incidentsOf(server, id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ severity: "down", public_note: "Fixed.", freescout_ticket_id: null });
    expect((await updatesOf(server, incident?.id ?? 0)).map(({ kind, public_note }) => [kind, public_note])).toEqual([
      ["opened", "Slow."],
      ["updated", "Down."],
      ["resolved", "Fixed."],
    ]);
  });

  it("is closed by ticket_pending false, whatever the state says", async () => {
    const id = take("plain");
    await saysOf("freescout", id)("PARTIAL");
    const { body } = await saysOf("freescout", id)("PARTIAL", { ticket_pending: false });
    expect(body.surface).toMatchObject({ state: "OPERATIONAL", ticket_pending: false });
    expect((await operator.incidents(id)).map(({ severity }) => severity)).toEqual(["partial"]);
  });
});

describe("schedule", () => {
  it("MAINTENANCE opens a window until maintenance_until, OPERATIONAL ends it", async () => {
    const id = take("plain");
    const until = Math.ceil(Date.now() / 1000) * 1000 + HOUR_MS;
    const opened = await saysOf("schedule", id)("MAINTENANCE", {
      maintenance_until: iso(until),
      public_note: "Upgrade.",
    });
    expect(opened.body.surface).toMatchObject({ state: "MAINTENANCE", state_source: "schedule", overridden: false });
    expect(await operator.shown(id)).toMatchObject({
      state: "MAINTENANCE",
      maintenance_until: `${iso(until).slice(0, 19)}Z`,
      public_note: "Upgrade.",
    });
    expect((await operator.windows()).filter((window) => window.surface_ids.includes(id))).toHaveLength(1);
    const ended = await saysOf("schedule", id)("OPERATIONAL");
    expect(ended.body.surface).toMatchObject({ state: "OPERATIONAL", maintenance_until: null, public_note: null });
    expect((await operator.windows()).filter((window) => window.surface_ids.includes(id))).toEqual([]);
    expect(await incidentsOf(server, id)).toMatchObject([{ severity: "maintenance", public_note: "Upgrade." }]);
  });

  it("MAINTENANCE that is said again is the same window: its end moves, and its note where one is given", async () => {
    const id = take("plain");
    const until = Math.ceil(Date.now() / 1000) * 1000 + HOUR_MS;
    const says = saysOf("schedule", id);
    const body = { maintenance_until: iso(until), public_note: "Upgrade." };
    expect((await says("MAINTENANCE", body)).body.changed).toBe(true);
    await expectNothingWritten(server, () => says("MAINTENANCE", body));
    const later = `${iso(until + HOUR_MS).slice(0, 19)}Z`;
    await says("MAINTENANCE", { maintenance_until: later });
    expect(await operator.shown(id)).toMatchObject({ maintenance_until: later, public_note: "Upgrade." });
    const windows = (await operator.windows()).filter((window) => window.surface_ids.includes(id));
    expect(windows).toMatchObject([{ ends_at: later, public_note: "Upgrade." }]);
    await says("OPERATIONAL");
    expect(await incidentsOf(server, id)).toHaveLength(1);
  });

  it("needs the end of a MAINTENANCE, one that has yet to come", async () => {
    const says = saysOf("schedule", take("plain"));
    for (const maintenance_until of [undefined, null, iso(Date.now() - 1000)]) {
      const refused = await expectNothingWritten(server, () => says("MAINTENANCE", { maintenance_until }));
      expect([refused.status, refused.body.issues?.[0]?.path]).toEqual([422, "maintenance_until"]);
    }
  });
});
