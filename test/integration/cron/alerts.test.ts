import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { iso, post } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, type Minutes, minutesOf, nextMorning } from "./minutes";

const ANSWERS = { "/one": {}, "/control": {} };
const OPENED = /^Raxx status: \[critical\] The prober's own network is down/;
const CLOSED = /^Raxx status: Resolved: \[critical\] The prober's own network is down/;

let world: FakeServer;
let hook: FakeServer;
let server: TestServer;
let minutes: Minutes;

/** An alert is open while the world is dead: no probe and no control URL has an answer. */
const die = () => world.stop();
const revive = async () => {
  world = await startFakeServer(ANSWERS, world.port);
};

beforeAll(async () => {
  [world, hook] = [await startFakeServer(ANSWERS), await startFakeServer({ "/hook": {} })];
  server = await startServer({
    registry: [
      entry("one", "probed", { probe_url: `${world.url}/one` }),
      entry("team", "probed", { probe_url: `${world.url}/one`, audience: "team" }),
    ],
    env: {
      FLAG_STATUS_PROBER: "1",
      PROBE_RETRY_MS: "1",
      PROBE_CONTROL_URLS: `${world.url}/control`,
      OPS_ALERT_WEBHOOK_URL: `${hook.url}/hook`,
    },
  });
  minutes = minutesOf(server, nextMorning());
});
beforeEach(async () => {
  hook.at("/hook", {});
  await minutes.pass(2);
  minutes.skip(120); // whatever was put off is due by now
  await minutes.pass();
  hook.asked.length = 0;
});
afterAll(() => Promise.all([server, hook, world].map((each) => each.stop())));

const texts = () => hook.asked.map(({ body }) => JSON.parse(body).text as string);
const outbox = () => server.sql("SELECT event_id FROM notice_deliveries WHERE state = 'due'");

describe("of a surface that customers use", () => {
  const down = expect.stringMatching(
    /^Raxx status: \[critical\] Surface one is down: 3 or more probes failed in a row\. https:\S+\/ops\/surfaces\/one$/,
  );
  const back = expect.stringMatching(/^Raxx status: Resolved: \[critical\] Surface one is down/);

  it("operators hear once that it is down, with the cause and a link, and once that it is back; of the others nothing", async () => {
    world.at("/one", { status: 500 });
    await minutes.pass(2);
    expect(texts()).toEqual([]);
    await minutes.pass(3);
    expect(texts()).toEqual([down]);
    world.at("/one", {});
    await minutes.pass(2);
    expect(texts()).toEqual([down]);
    await minutes.pass(3);
    expect(texts()).toEqual([down, back]);
  });

  it("operators hear nothing while its alerts are muted, and that it is down once they are on again", async () => {
    await server.sql(
      "INSERT INTO ops_memory (key, value, updated_at) VALUES ('mute:one', 'operator:ops@raxx.app', '')",
    );
    world.at("/one", { status: 500 });
    await minutes.pass(4);
    expect(texts()).toEqual([]);
    await server.sql("DELETE FROM ops_memory WHERE key = 'mute:one'");
    await minutes.pass();
    expect(texts()).toEqual([down]);
    world.at("/one", {});
    await minutes.pass(3);
  });
});

describe("maintenance that is about to end", () => {
  const reminder = /^Raxx status: \[warning\] Maintenance of Surface one ends at \d\d:\d\d UTC, and its probe fails\./;
  const over = /^Raxx status: Resolved: \[warning\] Maintenance of Surface one/;
  const plan = (minutesLong: number) =>
    post(
      server,
      "/api/internal/status/maintenance",
      { surface_ids: ["one"], starts_at: iso(minutes.now()), ends_at: iso(minutes.now() + minutesLong * 60_000) },
      { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
    );

  it("while the probe fails is told once from 10 minutes before its end, and that the probe is well again", async () => {
    world.at("/one", { status: 500 });
    expect((await plan(14)).status).toBeLessThan(300);
    await minutes.pass(3);
    expect(texts()).toEqual([]);
    await minutes.pass(3);
    expect(texts()).toEqual([expect.stringMatching(reminder)]);
    world.at("/one", {});
    await minutes.pass();
    expect(texts()).toEqual([expect.stringMatching(reminder), expect.stringMatching(over)]);
    await minutes.pass(9);
    expect(texts()).toHaveLength(2);
  });

  it("is over without a word of the reminder, and the surface that is then down has its own alert", async () => {
    world.at("/one", { status: 500 });
    await plan(3);
    await minutes.pass(6);
    expect(texts()).toEqual([expect.stringMatching(reminder), expect.stringMatching(/Surface one is down/)]);
    world.at("/one", {});
    await minutes.pass(4);
  });
});

describe("an alert", () => {
  it("reaches the hook when it opens and when it closes, once each, as Slack reads it", async () => {
    await die();
    await minutes.pass(3);
    await revive();
    await minutes.pass(3);
    expect(texts()).toEqual([expect.stringMatching(OPENED), expect.stringMatching(CLOSED)]);
    for (const { method, headers, body } of hook.asked) {
      expect([method, headers["content-type"]]).toEqual(["POST", "application/json"]);
      expect(Object.keys(JSON.parse(body))).toEqual(["text"]);
    }
    expect(await outbox()).toEqual([]);
  });

  it("reaches the hook once though its tick is delivered twice", async () => {
    await die();
    await minutes.pass();
    await server.tick(minutes.now());
    await server.tick(minutes.now());
    await revive();
    expect(texts()).toEqual([expect.stringMatching(OPENED)]);
  });

  it("reaches a slow hook once though its tick is delivered twice at once", async () => {
    hook.at("/hook", { afterMs: 400 });
    await die();
    minutes.skip(1);
    await Promise.all([server.tick(minutes.now()), server.tick(minutes.now())]);
    await revive();
    expect(texts()).toEqual([expect.stringMatching(OPENED)]);
  });
});

describe("while the hook is down", () => {
  it.each([
    ["answers 500", { status: 500 }],
    ["answers 429", { status: 429 }],
    ["redirects", { status: 302, headers: { Location: "/elsewhere" } }],
    ["hangs up", { act: "drop" }],
  ] as const)("since it %s, an alert is tried again, later each time, and arrives once", async (_, reply) => {
    hook.at("/hook", reply);
    await die();
    const tries = [];
    for (let minute = 0; minute < 16; minute++) {
      const before = hook.to("/hook").length;
      await minutes.pass();
      if (hook.to("/hook").length > before) tries.push(minute);
    }
    expect(tries).toEqual([0, 1, 3, 7, 15]);
    hook.at("/hook", {});
    hook.asked.length = 0;
    await minutes.pass(17);
    expect(texts()).toEqual([expect.stringMatching(OPENED)]);
    expect(await outbox()).toEqual([]);
    await revive();
  });

  it("an alert is never lost, however long that lasts: at the latest half an hour after the hook is back it is there", async () => {
    hook.at("/hook", { status: 503 });
    await die();
    for (let hour = 0; hour < 30; hour++) {
      await minutes.pass();
      minutes.skip(59);
    }
    hook.at("/hook", {});
    hook.asked.length = 0;
    for (let i = 0; i < 3; i++) {
      await minutes.pass();
      minutes.skip(9);
    }
    await minutes.pass();
    expect(texts()).toEqual([expect.stringMatching(OPENED)]);
    await revive();
  });

  it("an alert that has closed meanwhile is told in the order in which it happened", async () => {
    hook.at("/hook", { status: 500 });
    await die();
    await minutes.pass(2);
    hook.at("/hook", {});
    hook.asked.length = 0;
    await revive();
    await minutes.pass(20);
    expect(texts()).toEqual([expect.stringMatching(OPENED), expect.stringMatching(CLOSED)]);
  });

  it("that hangs, the other jobs have long done their work, and the tick ends", async () => {
    hook.at("/hook", { act: "hang" });
    await die();
    const startedMs = performance.now();
    await minutes.pass();
    expect(performance.now() - startedMs).toBeLessThan(12_000);
    expect((await jobsOf(server, minutes.now())).alerts).toMatchObject({ ok: true, sent: 0, failed: 1 });
    await revive();
  });
});
