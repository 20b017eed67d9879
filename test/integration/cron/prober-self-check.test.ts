import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { alertsOf, jobsOf, MINUTE_MS, type Minutes, minutesOf } from "./minutes";

const KEY = "prober:self-check";
const IDS = ["one", "two", "three"];
const ANSWERS = { "/one": {}, "/two": {}, "/three": {}, "/first": {}, "/second": {} };

let surfaces: FakeServer;
let controls: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;
let began: number;

beforeAll(async () => {
  [surfaces, controls] = [await startFakeServer(ANSWERS), await startFakeServer(ANSWERS)];
  server = await startServer({
    registry: IDS.map((id) => entry(id, "probed", { probe_url: `${surfaces.url}/${id}` })),
    env: {
      FLAG_STATUS_PROBER: "1",
      PROBE_RETRY_MS: "10",
      PROBE_TIMEOUT_MS: "800",
      PROBE_CONTROL_URLS: `${controls.url}/first,${controls.url}/second`,
    },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
});
beforeEach(async () => {
  await Promise.all([die(surfaces), die(controls)]);
  [surfaces, controls] = [await revive(surfaces), await revive(controls)];
  minutes.skip(2);
  await minutes.pass(3);
  expect(await states()).toEqual(Array(3).fill("OPERATIONAL"));
  began = minutes.now();
});
afterAll(() => Promise.all([server, surfaces, controls].map((each) => each.stop())));

const states = async () => (await operator.snapshot()).map(({ state }) => state);
const resultsOf = (atMs: number) =>
  server.sql<{ error: string | null }>("SELECT error FROM probe_results WHERE checked_at = ?", iso(atMs));
const alerts = async () => (await alertsOf(server, KEY)).filter((alert) => alert.opened_at > iso(began));
const die = (fake: FakeServer) => fake.stop();
const revive = async ({ port }: FakeServer) => startFakeServer(ANSWERS, port);

describe("when all probes of a tick fail at once, and the control URLs too", () => {
  it("nothing is reported, one alert is open, the page says UNKNOWN after the gap, and recovery closes the alert", async () => {
    await Promise.all([die(surfaces), die(controls)]);
    await minutes.pass();
    const first = minutes.now();
    expect(await states()).toEqual(Array(3).fill("OPERATIONAL"));
    expect(await resultsOf(first)).toEqual([]);
    expect((await jobsOf(server, first)).prober).toMatchObject({ probed: 3, succeeded: 0, failed: 3, blind: 1 });
    await minutes.pass(4);
    expect(await states()).toEqual(Array(3).fill("UNKNOWN"));
    expect(await server.sql("SELECT 1 FROM probe_results WHERE checked_at >= ?", iso(first))).toEqual([]);
    expect((await get(server, "/")).text).toContain('data-state="UNKNOWN" data-surface="one"');
    expect(await alerts()).toMatchObject([{ severity: "critical", opened_at: iso(first), closed_at: null }]);
    [surfaces, controls] = [await revive(surfaces), await revive(controls)];
    await minutes.pass();
    expect(await alerts()).toMatchObject([{ closed_at: iso(minutes.now()) }]);
    await minutes.pass(2);
    expect(await states()).toEqual(Array(3).fill("OPERATIONAL"));
  });

  it("a second time, a second alert opens", async () => {
    for (let i = 0; i < 2; i++) {
      await Promise.all([die(surfaces), die(controls)]);
      await minutes.pass();
      [surfaces, controls] = [await revive(surfaces), await revive(controls)];
      await minutes.pass();
    }
    expect((await alerts()).map(({ closed_at }) => closed_at === null)).toEqual([false, false]);
  });

  it("the alert closes too when the network is back and the surfaces have really failed meanwhile", async () => {
    await Promise.all([die(surfaces), die(controls)]);
    await minutes.pass();
    controls = await revive(controls);
    await minutes.pass(3);
    expect(await resultsOf(minutes.now())).toHaveLength(3);
    expect(await states()).toEqual(Array(3).fill("DOWN"));
    expect((await alerts()).filter(({ closed_at }) => closed_at === null)).toEqual([]);
  });
});

/** How an egress fault looks on Cloudflare: hosts are not silent, Cloudflare answers in their place. */
const answerFor = (fake: FakeServer, paths: readonly string[], status: number) => {
  for (const path of paths) fake.at(path, { status });
};

describe("where Cloudflare answers in the place of hosts that it can't reach", () => {
  const wasDown = async () =>
    server.sql(
      "SELECT 1 FROM status_audit_log WHERE new_state = 'DOWN' AND created_at > ?",
      new Date(began).toISOString(),
    );

  it.each([522, 530])(
    "%i of all surfaces and controls, 10 ticks long, is UNKNOWN and one alert, never DOWN",
    async (status) => {
      answerFor(surfaces, ["/one", "/two", "/three"], status);
      answerFor(controls, ["/first", "/second"], status);
      await minutes.pass(10);
      expect(await states()).toEqual(Array(3).fill("UNKNOWN"));
      expect(await wasDown()).toEqual([]);
      expect(await server.sql("SELECT 1 FROM probe_results WHERE checked_at > ?", iso(began))).toEqual([]);
      expect(await alerts()).toMatchObject([{ severity: "critical", closed_at: null }]);
      answerFor(surfaces, ["/one", "/two", "/three"], 200);
      await minutes.pass();
      expect(await alerts()).toMatchObject([{ closed_at: iso(minutes.now()) }]);
    },
  );

  it("all surfaces at once are no failure of theirs, whatever the controls answer", async () => {
    answerFor(surfaces, ["/one", "/two", "/three"], 521);
    await minutes.pass(4);
    expect(await states()).toEqual(Array(3).fill("UNKNOWN"));
    expect(await alerts()).toHaveLength(1);
  });

  it("one surface alone is its own failure: DOWN in three ticks, with its class", async () => {
    answerFor(surfaces, ["/one"], 522);
    await minutes.pass(3);
    expect(await states()).toEqual(["DOWN", "OPERATIONAL", "OPERATIONAL"]);
    expect(await resultsOf(minutes.now())).toContainEqual({ error: "timeout" });
    expect(await alerts()).toEqual([]);
  });

  it.each([
    ["an error", { status: 503 }],
    ["a redirect", { status: 302, headers: { Location: "https://elsewhere.example/" } }],
    ["nothing", { act: "hang" }],
  ] as const)("some surfaces are no failure of theirs while the control URLs answer with %s", async (_, answer) => {
    answerFor(surfaces, ["/two", "/three"], 523);
    for (const path of ["/first", "/second"]) controls.at(path, answer);
    await minutes.pass(4);
    expect(await states()).toEqual(["OPERATIONAL", "UNKNOWN", "UNKNOWN"]);
    expect(await alerts()).toMatchObject([{ closed_at: null }]);
  });
});

describe("the fault is theirs, and reported,", () => {
  const expectReported = async () => {
    expect(await states()).toEqual(Array(3).fill("DEGRADED"));
    expect(await resultsOf(minutes.now())).toHaveLength(3);
    expect(await alerts()).toEqual([]);
  };

  it("when all probes fail and both control URLs answer", async () => {
    await die(surfaces);
    await minutes.pass();
    await expectReported();
  });

  it("when all probes fail and one of two control URLs answers", async () => {
    await die(surfaces);
    controls.at("/first", { act: "drop" });
    await minutes.pass();
    await expectReported();
  });

  it("when surfaces say themselves what is wrong with them: no control URL is asked", async () => {
    answerFor(surfaces, ["/one", "/two", "/three"], 500);
    await minutes.pass();
    await expectReported();
    expect(controls.asked).toEqual([]);
  });

  it("of the one surface that says so itself, though no control URL answers", async () => {
    await die(controls);
    surfaces.at("/one", { status: 500 });
    for (const id of ["two", "three"]) surfaces.at(`/${id}`, { act: "drop" });
    await minutes.pass();
    expect(await states()).toEqual(["DEGRADED", "OPERATIONAL", "OPERATIONAL"]);
    expect(await alerts()).toHaveLength(1);
  });
});

describe("as long as something answers", () => {
  it("a surface that hangs keeps nobody's result waiting, be it good or bad", async () => {
    surfaces.at("/one", { act: "hang" });
    surfaces.at("/two", { status: 500 });
    let ended = false;
    const ticking = minutes.pass().finally(() => {
      ended = true;
    });
    let early: { error: string | null }[] = [];
    while (!ended && early.length < 2) early = await resultsOf(began + MINUTE_MS);
    const wasEarly = !ended;
    await ticking;
    expect([wasEarly, early.map(({ error }) => error).sort()]).toEqual([true, [null, "status"]]);
    expect((await resultsOf(minutes.now())).map(({ error }) => error).sort()).toEqual([null, "status", "timeout"]);
  });
});
