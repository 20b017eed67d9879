import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartnerFeed, SurfaceEntry } from "@/lib/schemas/registry";
import { PARTNERS, type Said } from "../../fakes/partners";
import { type Answer, type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { type Operator, operatorOf } from "../../support/operator";
import { dumpTables } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { DAY_MS, type Minutes, minutesOf } from "./minutes";

const FEED = "api/v2/summary.json";

let fake: FakeServer;
let elsewhere: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;

const summary = (said: Said, nowMs = minutes.now()): Reply => PARTNERS.statuspage?.answers(said, nowMs)[FEED] ?? {};
// biome-ignore lint/suspicious/noExplicitAny: a feed is edited freely
const edited = (edit: (body: any) => void): Reply => {
  const reply = summary("OPERATIONAL");
  edit(reply.body);
  return reply;
};

/** Every form in which a feed can fail that was healthy a minute ago, and the reason that operators read. */
const FAILURES: Record<string, [reason: string, answer: () => Answer]> = {
  "a 500": ["refused", () => ({ status: 500, body: summary("OPERATIONAL").body as object })],
  "a 429": ["refused", () => ({ status: 429, headers: { "Retry-After": "60" } })],
  "a 404": ["refused", () => ({ status: 404, body: { error: "gone" } })],
  "a 204": ["refused", () => ({ status: 204 })],
  "a 304 that nobody asked for": ["refused", () => ({ status: 304 })],
  "a page for people": ["not_a_feed", () => ({ headers: { "Content-Type": "text/html" }, body: "<h1>All up</h1>" })],
  "a truncated body": ["unparseable", () => ({ body: JSON.stringify(summary("OPERATIONAL").body).slice(0, 900) })],
  "a body that breaks off": ["no_answer", () => ({ ...summary("OPERATIONAL"), act: "cut" })],
  null: ["unparseable", () => ({ body: "null" })],
  nothing: ["empty", () => ({ body: "" })],
  "an empty object": ["unparseable", () => ({ body: {} })],
  "a vanished component": ["component_vanished", () => edited((body) => body.components.splice(1, 1))],
  "a feed that is over age": ["over_age", () => summary("OPERATIONAL", minutes.now() - 91 * DAY_MS)],
  "a feed without its time": ["over_age", () => edited((body) => delete body.page)],
  "5 MB": ["too_large", () => edited((body) => (body.padding = "x".repeat(5 * 1024 * 1024)))],
  "too late": ["no_answer", () => ({ ...summary("OPERATIONAL"), afterMs: 2500 })],
  "a broken connection": ["no_answer", () => ({ act: "drop" })],
  "a redirect to another host": ["refused", () => ({ status: 302, headers: { Location: `${elsewhere.url}/${FEED}` } })],
  "a redirect to itself": ["refused", () => ({ status: 302, headers: { Location: "" } })],
};
const NAMES = Object.keys(FAILURES);
const idOf = (i: number) => `feed-${i}`;
const IDS = [...NAMES.map((_, i) => idOf(i)), "mixed", "ticking", "pinned"];

const seen: Record<string, string[]> = {};
const reasons: Record<string, (string | null)[]> = {};

async function note(): Promise<void> {
  await minutes.pass();
  for (const { id, state } of await operator.snapshot()) seen[id] = [...(seen[id] ?? []), state];
  for (const row of await server.sql<{ surface_id: string; failure: string | null }>("SELECT * FROM partner_feeds"))
    reasons[row.surface_id] = [...(reasons[row.surface_id] ?? []), row.failure];
}

/** All feeds healthy, then four minutes of failures, then healthy again; "mixed" fails in another form each time. */
beforeAll(async () => {
  [fake, elsewhere] = [await startFakeServer(), await startFakeServer()];
  const feed: Omit<PartnerFeed, "url"> = { kind: "statuspage", components: ["Edge", "DNS"], max_age_days: 90 };
  const surface = (id: string): SurfaceEntry =>
    entry(id, "upstream", { partner_feed: { ...feed, url: `${fake.url}/${id}/${FEED}` } });
  server = await startServer({
    registry: IDS.map(surface),
    env: { FLAG_STATUS_3P_POLLER: "1", PARTNER_TIMEOUT_MS: "1500" },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
  const answer = (id: string, reply: Answer) => fake.at(`/${id}/${FEED}`, reply);
  elsewhere.at(`/${FEED}`, summary("OPERATIONAL"));
  for (const id of IDS) answer(id, summary("OPERATIONAL"));
  await note();
  for (let minute = 0; minute < 4; minute++) {
    for (const [i, name] of NAMES.entries()) answer(idOf(i), FAILURES[name]?.[1]() ?? {});
    answer(
      "mixed",
      FAILURES[["a 500", "null", "a page for people", "a vanished component"][minute] ?? ""]?.[1]() ?? {},
    );
    answer("ticking", minute === 2 ? summary("OPERATIONAL") : { status: 500 });
    await note();
  }
  for (const id of IDS) answer(id, summary("OPERATIONAL"));
  await note();
}, 120_000);
afterAll(() => Promise.all([server, fake, elsewhere].map((each) => each.stop())));

const OUTAGE = ["OPERATIONAL", "OPERATIONAL", "OPERATIONAL", "UNKNOWN", "UNKNOWN", "OPERATIONAL"];

describe("a partner that fails with", () => {
  it.each(NAMES.map((name, i) => ({ name, i })))(
    "$name is UNKNOWN after 3 polls, not before, and back with 1",
    ({ i }) => {
      expect(seen[idOf(i)]).toEqual(OUTAGE);
    },
  );

  it.each(NAMES.map((name, i) => ({ name, i })))("$name tells operators why, in one word of ours", ({ name, i }) => {
    expect(reasons[idOf(i)]).toEqual([null, ...Array(4).fill(FAILURES[name]?.[0]), null]);
  });

  it("another thing each time is UNKNOWN after 3 polls all the same", () => {
    expect(seen.mixed).toEqual(OUTAGE);
  });

  it("one or two failures between good polls changes nothing", () => {
    expect(seen.ticking).toEqual(Array(6).fill("OPERATIONAL"));
  });

  it("whatever it is, leaves nothing of it in any table", async () => {
    expect(JSON.stringify(await dumpTables(server))).not.toMatch(/All up|<h1>|xxxx|gone/);
  });

  it("a redirect elsewhere is not followed", () => {
    expect(elsewhere.asked).toEqual([]);
  });
});

describe("FLAG_STATUS_3P_POLLER=0", () => {
  it("asks no partner", async () => {
    const before = fake.asked.length;
    const feed = { kind: "statuspage" as const, url: `${fake.url}/quiet/${FEED}` };
    const quiet = await startServer({ registry: [entry("quiet", "upstream", { partner_feed: feed })] });
    await minutesOf(quiet).pass(2);
    expect([fake.asked.length, (await operatorOf(quiet).stored("quiet")).state]).toEqual([before, "UNKNOWN"]);
    await quiet.stop();
  });
});
