import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { auditOf, expectUnbrokenChain, incidentsOf } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { MINUTE_MS, type Minutes, minutesOf } from "./minutes";

const PLAIN = ["on-time", "slept-through", "between", "pinned", "two-a", "two-b"];
const PROBED = ["well-after", "failing-after", "silent-after"];

let fake: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;

beforeAll(async () => {
  fake = await startFakeServer(Object.fromEntries(PROBED.map((id) => [`/${id}`, {}])));
  server = await startServer({
    registry: [
      ...PLAIN.map((id) => entry(id, "plain")),
      ...PROBED.map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
    ],
    env: { FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "10", PROBE_CONTROL_URLS: `${fake.url}/well-after` },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
  await minutes.pass(3);
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

/** A window so many minutes after the present one, and a few seconds. */
async function plan(surface_ids: string[], from: number, until: number, seconds = 0) {
  const [starts, ends] = [from, until].map((m) => minutes.now() + m * MINUTE_MS + seconds * 1000) as [number, number];
  const body = { surface_ids, starts_at: iso(starts), ends_at: iso(ends), public_note: "Upgrade." };
  expect((await operator.plan(body)).status).toBe(201);
  return { starts, ends };
}

const stateOf = async (id: string) => (await operator.stored(id)).state;
const changesOf = async (id: string) =>
  (await expectUnbrokenChain(server, id))
    .filter((row) => row.previous_state !== null && row.previous_state !== row.new_state)
    .map((row) => [row.new_state, row.effective_at]);

describe("a window", () => {
  it("starts and ends in the very minute that it says", async () => {
    const { starts, ends } = await plan(["on-time"], 2, 4);
    const seen = [];
    for (let i = 1; i <= 5; i++) {
      await minutes.pass();
      seen.push(await stateOf("on-time"));
    }
    expect(seen).toEqual(["UNKNOWN", "MAINTENANCE", "MAINTENANCE", "OPERATIONAL", "OPERATIONAL"]);
    expect(await changesOf("on-time")).toEqual([
      ["MAINTENANCE", iso(starts)],
      ["OPERATIONAL", iso(ends)],
    ]);
    expect(await incidentsOf(server, "on-time")).toMatchObject([
      { severity: "maintenance", opened_at: iso(starts), resolved_at: iso(ends), public_note: "Upgrade." },
    ]);
  });

  it("that lies between minutes is written by the next tick, with its own times", async () => {
    const { starts, ends } = await plan(["between"], 1, 2, 20);
    await minutes.pass(3);
    expect(await changesOf("between")).toEqual([
      ["MAINTENANCE", iso(starts)],
      ["OPERATIONAL", iso(ends)],
    ]);
  });

  it("through whose start and end the cron was dead has its own times and one incident, and no break in the log", async () => {
    const { starts, ends } = await plan(["slept-through"], 2, 30);
    minutes.skip(44);
    await minutes.pass();
    expect(await changesOf("slept-through")).toEqual([
      ["MAINTENANCE", iso(starts)],
      ["OPERATIONAL", iso(ends)],
    ]);
    const written = (await auditOf(server, "slept-through")).slice(1).map(({ created_at }) => created_at.slice(0, 16));
    expect(written).toEqual(Array(2).fill(iso(minutes.now()).slice(0, 16)));
    expect(await incidentsOf(server, "slept-through")).toMatchObject([
      { opened_at: iso(starts), resolved_at: iso(ends) },
    ]);
    expect((await operator.shown("slept-through")).state_since).toBe(`${iso(ends).slice(0, 19)}Z`);
  });

  it("two windows that touch, both slept through, leave no gap between them", async () => {
    const first = await plan(["two-a", "two-b"], 2, 10);
    const second = await plan(["two-a"], 10, 20);
    minutes.skip(30);
    await minutes.pass();
    expect(await changesOf("two-a")).toEqual([
      ["MAINTENANCE", iso(first.starts)],
      ["OPERATIONAL", iso(second.ends)],
    ]);
    expect((await changesOf("two-b")).at(-1)).toEqual(["OPERATIONAL", iso(first.ends)]);
    expect((await incidentsOf(server, "two-a")).map((row) => [row.opened_at, row.resolved_at])).toEqual([
      [iso(first.starts), iso(first.ends)],
      [iso(second.starts), iso(second.ends)],
    ]);
  });
});

describe("a probed surface", () => {
  it("is what the first probe at or after its window's end says, in the same tick: schedule comes first", async () => {
    await minutes.pass(3);
    expect(await Promise.all(PROBED.map(stateOf))).toEqual(Array(3).fill("OPERATIONAL"));
    const { starts, ends } = await plan(PROBED, 1, 3);
    fake.at("/failing-after", { status: 500 });
    fake.at("/silent-after", { status: 302, headers: { Location: "https://raxx.cloudflareaccess.com/login" } });
    const seen = [];
    for (let i = 1; i <= 3; i++) {
      await minutes.pass();
      seen.push(await Promise.all(PROBED.map(stateOf)));
    }
    expect(seen).toEqual([
      ["MAINTENANCE", "MAINTENANCE", "MAINTENANCE"],
      ["MAINTENANCE", "MAINTENANCE", "MAINTENANCE"],
      ["OPERATIONAL", "DOWN", "MAINTENANCE"],
    ]);
    await minutes.pass(2);
    expect(await stateOf("silent-after")).toBe("UNKNOWN");
    expect((await changesOf("silent-after")).slice(-2)).toEqual([
      ["MAINTENANCE", iso(starts)],
      ["UNKNOWN", iso(ends + 90_000)],
    ]);
    expect((await changesOf("well-after")).slice(-2)).toEqual([
      ["MAINTENANCE", iso(starts)],
      ["OPERATIONAL", iso(ends)],
    ]);
    for (const id of PROBED) fake.at(`/${id}`, {});
  });

  it("of which the cron slept through the window is UNKNOWN from 90 s after the end until it was looked at again", async () => {
    await minutes.pass(3);
    const { starts, ends } = await plan(["well-after"], 2, 10);
    minutes.skip(20);
    await minutes.pass();
    expect((await changesOf("well-after")).slice(-3)).toEqual([
      ["UNKNOWN", iso(starts - 30_000)],
      ["MAINTENANCE", iso(starts)],
      ["UNKNOWN", iso(ends + 90_000)],
    ]);
    await minutes.pass(2);
    expect(await stateOf("well-after")).toBe("OPERATIONAL");
  });
});

describe("a pin that expires", () => {
  it("while the cron was dead is written by the next tick, with the time at which it expired", async () => {
    const expires = minutes.now() + 5 * MINUTE_MS;
    await operator.pin("pinned", "DOWN", { expires_at: iso(expires) });
    minutes.skip(9);
    await minutes.pass();
    expect((await changesOf("pinned")).at(-1)).toEqual(["UNKNOWN", iso(expires)]);
    expect(await incidentsOf(server, "pinned")).toMatchObject([{ severity: "down", resolved_at: iso(expires) }]);
  });
});
