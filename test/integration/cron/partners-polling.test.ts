import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartnerFeed } from "@/lib/schemas/registry";
import { PARTNERS, type Said } from "../../fakes/partners";
import { type Asked, type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { type Operator, operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { DAY_MS, MINUTE_MS, type Minutes, minutesOf } from "./minutes";

const FEED = "api/v2/summary.json";
const ENV = { FLAG_STATUS_3P_POLLER: "1", PARTNER_TIMEOUT_MS: "2000" };

let fake: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;

const summary = (said: Said, nowMs = Date.now()): Reply => PARTNERS.statuspage?.answers(said, nowMs)[FEED] ?? {};
const surface = (id: string, more: Partial<PartnerFeed> = {}) =>
  entry(id, "upstream", {
    partner_feed: { kind: "statuspage", components: ["Edge", "DNS"], url: `${fake.url}/${id}`, ...more },
  });
const polls = (id: string) => fake.to(`/${id}`).length;

/** A feed that answers 304 to whoever has its present version. */
function versioned(id: string, version: { etag?: string; lastModified?: string }, reply: Reply): void {
  const headers = {
    ...(version.etag && { ETag: version.etag }),
    ...(version.lastModified && { "Last-Modified": version.lastModified }),
  };
  const knows = ({ headers: h }: Asked) =>
    version.etag ? h["if-none-match"] === version.etag : h["if-modified-since"] === version.lastModified;
  fake.at(`/${id}`, (asked) => (knows(asked) ? { status: 304, headers } : { ...reply, headers }));
}

beforeAll(async () => {
  fake = await startFakeServer({
    "/minute": { status: 301, headers: { Location: "/moved-here" } },
    "/moved-here": summary("OPERATIONAL"),
    "/five": summary("OPERATIONAL"),
  });
  versioned("tagged", { etag: '"v1"' }, summary("DEGRADED"));
  versioned("dated", { lastModified: "Wed, 04 Nov 2026 07:30:00 GMT" }, summary("OPERATIONAL"));
  versioned("old", { etag: '"v1"' }, summary("OPERATIONAL", Date.now() - DAY_MS + 4 * MINUTE_MS));
  versioned("odd", { etag: '"v1-é\u00ff"' }, summary("OPERATIONAL"));
  server = await startServer({
    registry: [
      surface("minute", { interval_s: 60 }),
      surface("five", { interval_s: 300 }),
      surface("tagged"),
      surface("dated", { interval_s: 30 }),
      surface("old", { max_age_days: 1 }),
      surface("odd"),
    ],
    env: ENV,
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
  await minutes.pass(8);
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

const stateOf = async (id: string) => (await operator.stored(id)).state;

describe("in 8 minutes, a poll", () => {
  it("is made each minute where the interval is 60 s, absent or shorter, and each 5 where it is 300 s", () => {
    expect(["minute", "tagged", "dated", "five"].map(polls)).toEqual([8, 8, 8, 2]);
  });

  it("follows a redirect on the partner's own host", async () => {
    expect([polls("moved-here"), await stateOf("minute")]).toEqual([8, "OPERATIONAL"]);
  });

  it("keeps the reading by ETag and by Last-Modified: a 304 is a good poll, long after 5 minutes", async () => {
    for (const [id, header] of [["tagged", "if-none-match"] as const, ["dated", "if-modified-since"] as const])
      expect(fake.to(`/${id}`).map(({ headers }) => header in headers)).toEqual([false, ...Array(7).fill(true)]);
    expect([await stateOf("tagged"), await stateOf("dated"), await stateOf("five")]).toEqual([
      ...["DEGRADED", "OPERATIONAL", "OPERATIONAL"],
    ]);
    expect(await server.sql("SELECT 1 FROM surface_state WHERE partner_failed_polls > 0")).toHaveLength(1);
  });

  it("does not keep a frozen feed young by 304: the feed's own time counts on", async () => {
    expect(await stateOf("old")).toBe("UNKNOWN");
    const [row] = await server.sql("SELECT failure FROM partner_feeds WHERE surface_id = 'old'");
    expect(row?.failure).toBe("over_age");
  });

  it("with a validator of odd letters neither fails nor makes that of any other partner fail", async () => {
    expect([polls("odd"), await stateOf("odd")]).toEqual([8, "OPERATIONAL"]);
  });
});

describe("a poll", () => {
  it("is due at once after a gap in which the cron was dead, and then by its interval again", async () => {
    const before = polls("five");
    minutes.skip(12);
    await minutes.pass(2);
    expect(polls("five") - before).toBe(1);
  });

  it("brings news as soon as the feed has a new version", async () => {
    for (const [etag, said] of [['"v2"', "DOWN"] as const, ['"v3"', "OPERATIONAL"] as const]) {
      versioned("tagged", { etag }, summary(said));
      await minutes.pass();
      expect(await stateOf("tagged")).toBe(said);
    }
  });

  it("that is a 304 after failures is the reading of before them", async () => {
    fake.at("/tagged", { status: 500 });
    await minutes.pass(3);
    expect(await stateOf("tagged")).toBe("UNKNOWN");
    versioned("tagged", { etag: '"v3"' }, summary("DOWN"));
    await minutes.pass();
    expect(await stateOf("tagged")).toBe("OPERATIONAL");
  });
});

describe("a deployment that lists other components", () => {
  it("reads the feed by the new list at its first poll, also where the feed says 304", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "raxx-list-"));
    const body = summary("DOWN").body as { components: object[] };
    versioned("relisted", { etag: '"same"' }, { body });
    const states = [];
    for (const components of [["DNS"], ["DNS", "Edge"]]) {
      const one = await startServer({ registry: [surface("relisted", { components })], env: ENV, dataDir });
      const later = minutesOf(one, minutes.now() + states.length * 2 * MINUTE_MS);
      await later.pass();
      states.push((await operatorOf(one).stored("relisted")).state);
      await one.stop();
    }
    rmSync(dataDir, { recursive: true, force: true });
    expect(states).toEqual(["OPERATIONAL", "DOWN"]);
  });
});
