import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { auditOf, expectUnbrokenChain, incidentsOf } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, type Minutes, minutesOf, probesOf } from "./minutes";

const IDS = ["walk", "lost", "twice", "at-once", "late", "gap", "steady"] as const;

let fake: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;
const broken = new Set<string>();

beforeAll(async () => {
  fake = await startFakeServer({ "/control": {} });
  for (const id of IDS) fake.at(`/${id}`, () => ({ status: broken.has(id) ? 503 : 200, body: "well" }));
  server = await startServer({
    registry: IDS.map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
    env: { FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "10", PROBE_CONTROL_URLS: `${fake.url}/control` },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
});
afterAll(async () => {
  await server.stop();
  await fake.stop();
});

const stateOf = async (id: string) => (await operator.stored(id)).state;
const askedIn = async (path: string, act: () => Promise<unknown>) => {
  const before = fake.to(path).length;
  await act();
  return fake.to(path).length - before;
};
const streaksOf = async (id: string) => {
  const [row] = await server.sql(
    "SELECT probe_ok_streak AS ok, probe_fail_streak AS failed FROM surface_state WHERE surface_id = ?",
    id,
  );
  return row;
};

describe("a surface that is probed each minute (contract §2.5)", () => {
  it("is UNKNOWN, OPERATIONAL after 3 ok, DEGRADED at the 1st failure, DOWN at the 3rd, and back after 3 ok, as readers see", async () => {
    const seen: string[] = [];
    for (const sign of "+++---+++") {
      broken[sign === "-" ? "add" : "delete"]("walk");
      await minutes.pass();
      seen.push((await operator.shown("walk")).state);
    }
    expect(seen).toEqual([
      ...["UNKNOWN", "UNKNOWN", "OPERATIONAL"],
      ...["DEGRADED", "DEGRADED", "DOWN"],
      ...["DOWN", "DOWN", "OPERATIONAL"],
    ]);
    const now = minutes.now();
    const rows = await expectUnbrokenChain(server, "walk");
    expect(rows.slice(1).map((row) => [row.new_state, row.actor, row.source, row.effective_at])).toEqual([
      ["OPERATIONAL", "prober", "prober", iso(now - 6 * 60_000)],
      ["DEGRADED", "prober", "prober", iso(now - 5 * 60_000)],
      ["DOWN", "prober", "prober", iso(now - 3 * 60_000)],
      ["OPERATIONAL", "prober", "prober", iso(now)],
    ]);
    expect(await incidentsOf(server, "walk")).toEqual([]);
    expect((await operator.shown("walk")).last_checked_at).toBe(`${iso(now).slice(0, 19)}Z`);
  });

  it("is asked once a tick while it is well, and once more before a failure counts", async () => {
    expect(await askedIn("/steady", () => minutes.pass())).toBe(1);
    broken.add("steady");
    expect(await askedIn("/steady", () => minutes.pass())).toBe(2);
    expect(await stateOf("steady")).toBe("DEGRADED");
    broken.delete("steady");
    const results = (await probesOf(server, "steady")).slice(-2);
    expect(results).toMatchObject([
      { checked_at: iso(minutes.now() - 60_000), ok: 1, status_code: 200, error: null },
      { checked_at: iso(minutes.now()), ok: 0, status_code: 503, error: "status" },
    ]);
    for (const { latency_ms } of results) expect(latency_ms).toBeGreaterThanOrEqual(0);
  });

  it("does not turn amber from one lost answer that the second look heals", async () => {
    await minutes.pass(3);
    for (const first of [{ act: "drop" }, { status: 500 }, { status: 429 }] as const) {
      let calls = 0;
      fake.at("/lost", () => (++calls === 1 ? first : {}));
      await minutes.pass();
      expect([calls, await stateOf("lost")]).toEqual([2, "OPERATIONAL"]);
    }
    expect((await probesOf(server, "lost")).map(({ ok }) => ok)).not.toContain(0);
    expect((await auditOf(server, "lost")).map((row) => row.new_state)).toEqual(["UNKNOWN", "OPERATIONAL"]);
  });
});

describe("a tick", () => {
  it("that is delivered twice counts once, whatever the second look would say", async () => {
    await minutes.pass(3);
    broken.add("twice");
    for (let i = 0; i < 2; i++) {
      await minutes.pass();
      await server.tick(minutes.now());
      await server.tick(minutes.now());
    }
    expect(await streaksOf("twice")).toEqual({ ok: 0, failed: 2 });
    expect(await stateOf("twice")).toBe("DEGRADED");
    broken.delete("twice");
    await server.tick(minutes.now());
    expect(await streaksOf("twice")).toEqual({ ok: 0, failed: 2 });
    const minute = (await probesOf(server, "twice")).filter((row) => row.checked_at === iso(minutes.now()));
    expect(minute.map(({ ok }) => ok)).toEqual([0]);
  });

  it("that overlaps with itself counts once", async () => {
    await minutes.pass(3);
    broken.add("at-once");
    minutes.skip(1);
    await Promise.all([1, 2, 3].map(() => server.tick(minutes.now())));
    expect(await streaksOf("at-once")).toEqual({ ok: 0, failed: 1 });
    expect(await expectUnbrokenChain(server, "at-once")).toHaveLength(3);
    broken.delete("at-once");
  });

  it("that comes after a later one changes nothing of the surface", async () => {
    await minutes.pass(3);
    minutes.skip(-1);
    broken.add("late");
    const before = await operator.stored("late");
    await server.tick(minutes.now() + 30_000);
    expect(await operator.stored("late")).toMatchObject({ state: "OPERATIONAL", last_probe_at: before.last_probe_at });
    broken.delete("late");
    minutes.skip(1);
  });

  it("that was missed leaves a gap: UNKNOWN 90 s after the last look, and 3 ok bring it back", async () => {
    await minutes.pass(3);
    const last = minutes.now();
    minutes.skip(1);
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      await minutes.pass();
      seen.push(await stateOf("gap"));
    }
    expect(seen).toEqual(["UNKNOWN", "UNKNOWN", "OPERATIONAL", "OPERATIONAL"]);
    expect((await auditOf(server, "gap")).slice(-2)).toMatchObject([
      { new_state: "UNKNOWN", effective_at: iso(last + 90_000), actor: "prober" },
      { new_state: "OPERATIONAL", effective_at: iso(last + 4 * 60_000) },
    ]);
  });

  it("says in its row how many it probed, and how many failed", async () => {
    broken.add("steady");
    await minutes.pass();
    broken.delete("steady");
    expect((await jobsOf(server, minutes.now())).prober).toMatchObject({
      ok: true,
      probed: IDS.length,
      succeeded: IDS.length - 1,
      failed: 1,
      blind: 0,
    });
  });
});

describe("the page", () => {
  it("shows what the prober found", async () => {
    broken.add("walk");
    await minutes.pass(3);
    const { text } = await get(server, "/");
    expect(text).toContain('data-state="DOWN" data-surface="walk"');
    broken.delete("walk");
  });
});

describe("PROBE_RETRY_MS=0", () => {
  it("counts the first failure: no second look", async () => {
    const once = await startServer({
      registry: [entry("once", "probed", { probe_url: `${fake.url}/once` })],
      env: { FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "0" },
    });
    fake.at("/once", { status: 500 });
    expect(await askedIn("/once", () => minutesOf(once).pass())).toBe(1);
    expect(await probesOf(once, "once")).toMatchObject([{ ok: 0, error: "status" }]);
    await once.stop();
  });
});

describe("FLAG_STATUS_PROBER=0", () => {
  it("probes nothing and leaves probing to Raptor's probe-results", async () => {
    const quiet = await startServer({
      registry: [entry("quiet", "probed", { probe_url: `${fake.url}/quiet` })],
      env: { FLAG_STATUS_PROBER: "0" },
    });
    await minutesOf(quiet).pass(2);
    expect(fake.to("/quiet")).toEqual([]);
    expect(await probesOf(quiet, "quiet")).toEqual([]);
    const results = [3, 2, 1].map((s) => ({ surface_id: "quiet", ok: true, checked_at: iso(Date.now() - s * 1000) }));
    expect((await operatorOf(quiet).probe(results)).status).toBe(200);
    expect((await operatorOf(quiet).shown("quiet")).state).toBe("OPERATIONAL");
    await quiet.stop();
  });
});
