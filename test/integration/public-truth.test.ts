import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { get, iso } from "../support/http";
import { operatorOf, type PublicIncident } from "../support/operator";
import { startServer, type TestServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";
import { entry, QUIET } from "../support/surfaces";

const PAGES = ["/", "/api/status/public", "/api/status/public/surfaces", "/api/status/public/incidents"];
const DAY_MS = 86_400_000;

const { server, operator } = serverForFile({ env: QUIET });

const everythingPublic = async () =>
  (await Promise.all(PAGES.map((path) => get(server, path)))).map(({ text }) => text);

const insertIncident = (surfaceId: string, openedAt: number, resolvedAt: number | null, note: string) =>
  server.sql(
    "INSERT INTO status_incidents (incident_key, surface_id, opened_at, resolved_at, public_note, severity, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'down', ?, ?)",
    crypto.randomUUID(),
    surfaceId,
    iso(openedAt),
    resolvedAt && iso(resolvedAt),
    note,
    iso(openedAt),
    iso(openedAt),
  );

describe("/incidents", () => {
  it("holds what was resolved within 30 days, newest first, and never an open one", async () => {
    const now = Date.now();
    const [edge, hour] = [now - 30 * DAY_MS, 3_600_000];
    await insertIncident("ci-runners", edge - 9 * DAY_MS, edge + hour, "resolved within");
    await insertIncident("ci-runners", edge - 9 * DAY_MS, edge - hour, "resolved before");
    await insertIncident("api-service", now - 2 * DAY_MS, now - DAY_MS, "two days ago");
    await insertIncident("api-service", now - 3 * DAY_MS, now - 2 * DAY_MS - hour, "three days ago");
    await insertIncident("api-service", now - DAY_MS, null, "still open");
    const { body } = await get<{ incidents: PublicIncident[] }>(server, "/api/status/public/incidents");
    expect(body.incidents.map(({ id, public_note }) => [id, public_note])).toEqual([
      ["inc_00003", "two days ago"],
      ["inc_00004", "three days ago"],
      ["inc_00001", "resolved within"],
    ]);
    expect(body.incidents[2]).toMatchObject({
      surface_display_name: "CI / Deployment Pipeline",
      opened_at: `${iso(edge - 9 * DAY_MS).slice(0, 19)}Z`,
      resolved_at: `${iso(edge + hour).slice(0, 19)}Z`,
    });
  });
});

describe("an upstream tile", () => {
  const tracking = "We're tracking Heroku's incident — our service resumes when they recover.";
  const own = "Cloud hosting for Raxx application services. Platform incidents may affect app availability.";
  const read = (state: string) =>
    operator.update({ surface_id: "heroku-platform", state, state_source: "3p_poller", actor: "3p_poller" });
  const description = async () => (await operator.shown("heroku-platform")).public_description;

  it.each(["DEGRADED", "PARTIAL", "DOWN"])(
    "carries the tracking copy while its partner reads %s (contract §7.3)",
    async (state) => {
      expect((await read(state)).status).toBe(200);
      expect(await operator.shown("heroku-platform")).toMatchObject({ state, public_description: tracking });
    },
  );

  it.each(["OPERATIONAL", "MAINTENANCE"])("carries its own copy while its partner reads %s", async (state) => {
    await read(state);
    expect(await operator.shown("heroku-platform")).toMatchObject({ state, public_description: own });
  });

  it("carries its own copy when an operator or a ticket decides", async () => {
    await read("OPERATIONAL");
    await operator.pin("heroku-platform", "DOWN");
    expect(await description()).toBe(own);
    await operator.pin("heroku-platform", "OPERATIONAL");
    await deliver(server, runbook({ id: 31, updated: iso(Date.now()), tag: "heroku-platform", severity: "down" }));
    expect(await operator.shown("heroku-platform")).toMatchObject({ state: "DOWN", public_description: own });
  });
});

describe("the public boundary", () => {
  it("never shows a partner's name where none is printed, a probe's address or numbers, or a ticket", async () => {
    await deliver(server, runbook({ id: 987654, updated: iso(Date.now()), tag: "api-service", note: "Slow." }));
    const checked_at = iso(Date.now());
    const error = "connect ECONNREFUSED herokuapp";
    await operator.probe({
      surface_id: "vault-raxx-app",
      ok: false,
      checked_at,
      latency_ms: 54321,
      status_code: 521,
      error,
    });
    await deliver(
      server,
      runbook({ id: 987654, updated: iso(Date.now() + 9), status: "closed", tag: "api-service", note: "Fixed." }),
    );
    for (const text of await everythingPublic()) {
      expect(text).not.toMatch(
        /partner_name|probe_url|partner_status_url|partner_feed|latency|freescout|incident_key/i,
      );
      expect(text).not.toMatch(
        /Postmark|Stripe|Infisical|Google Workspace|vault\.raxx\.app|postmarkapp|summary\.json/i,
      );
      expect(text).not.toMatch(/987654|54321|ECONNREFUSED|herokuapp|state_source|actor/);
    }
    expect((await everythingPublic())[3]).toContain("Fixed.");
  });

  it("never shows a row that the registry does not name, nor its incidents", async () => {
    await server.sql(
      "INSERT INTO surface_state (surface_id, state, state_since, state_source, public_note, updated_at) VALUES ('ghost-surface', 'DOWN', ?, 'manual', 'ghost-note', ?)",
      iso(Date.now()),
      iso(Date.now()),
    );
    await insertIncident("ghost-surface", Date.now() - 9000, Date.now() - 5000, "ghost-incident");
    await operator.pin("ci-runners", "OPERATIONAL");
    for (const text of await everythingPublic()) expect(text).not.toContain("ghost");
    expect((await operator.update({ surface_id: "ghost-surface", state: "DOWN", state_source: "manual" })).status).toBe(
      404,
    );
  });

  it("shows a registered surface without a row as UNKNOWN", async () => {
    await server.sql("DELETE FROM surface_state WHERE surface_id = 'trade-execution'");
    await operator.pin("ci-runners", "OPERATIONAL");
    expect(await operator.shown("trade-execution")).toMatchObject({
      display_name: "Trade Execution Path",
      state: "UNKNOWN",
      ticket_pending: false,
      public_note: null,
    });
  });

  it("checks a note once more on its way out", async () => {
    await server.sql(
      "UPDATE surface_state SET public_note = 'Orders fail. Alpaca is down.', version = version + 1 WHERE surface_id = 'demo-raxx-app'",
    );
    await operator.pin("ci-runners", "OPERATIONAL");
    expect((await operator.shown("demo-raxx-app")).public_note).toBe("Orders fail.");
    for (const text of await everythingPublic()) expect(text).not.toContain("Alpaca");
  });
});

describe("overall_status (contract §1.4)", () => {
  const OWNED = ["one", "two"];
  let small: TestServer;
  beforeAll(async () => {
    const others = [entry("partner", "upstream"), entry("broker", "plain", { category: "downstream_3p" })];
    small = await startServer({ registry: [...OWNED.map((id) => entry(id, "plain")), ...others], env: QUIET });
  });
  afterAll(() => small.stop());

  const overall = async () =>
    (await get<{ overall_status: string }>(small, "/api/status/public/surfaces")).body.overall_status;

  it("is the worst of the owned surfaces, in the order of contract §1.3, and of no other", async () => {
    const { pin } = operatorOf(small);
    expect(await overall()).toBe("UNKNOWN");
    for (const id of OWNED) await pin(id, "OPERATIONAL");
    await pin("partner", "DOWN");
    await pin("broker", "DOWN");
    expect(await overall()).toBe("OPERATIONAL");
    const order = ["DOWN", "PARTIAL", "DEGRADED", "MAINTENANCE", "UNKNOWN", "OPERATIONAL"];
    for (const [i, worse] of order.entries())
      for (const better of order.slice(i + 1)) {
        await pin("one", better);
        await pin("two", worse);
        expect([worse, better, await overall()]).toEqual([worse, better, worse]);
      }
  });
});
