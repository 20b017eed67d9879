import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PARTNERS, type Said } from "../../fakes/partners";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { expectUnbrokenChain, incidentsOf } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, type Minutes, minutesOf } from "./minutes";

const NAMES = Object.keys(PARTNERS);
const WALK: Said[] = ["OPERATIONAL", "DEGRADED", "PARTIAL", "DOWN", "MAINTENANCE", "OPERATIONAL"];
const PUBLIC = ["/", "/api/status/public", "/api/status/public/surfaces", "/api/status/public/incidents"];

let fake: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;
let log: string[];
/** What readers saw of each partner after each step of the walk, and everything public then. */
const seen: Record<string, { state: string; description: string }[]> = {};
const published: string[] = [];
let titles: Record<string, string> = {};

/** A step of the walk as this partner can say it: where its format has no word, it stays healthy. */
const wordOf = (name: string, said: Said): Said => (PARTNERS[name]?.words.includes(said) ? said : "OPERATIONAL");

function say(name: string, said: Said): void {
  const answers = PARTNERS[name]?.answers(said, minutes.now()) ?? {};
  for (const [path, reply] of Object.entries(answers)) fake.at(`/${name}/${path}`, reply);
}

async function titlesOf(): Promise<Record<string, string>> {
  const rows = await server.sql<{ id: string; titles: string }>(
    "SELECT surface_id AS id, incident_titles AS titles FROM partner_feeds",
  );
  return Object.fromEntries(rows.map(({ id, titles }) => [id, titles]));
}

beforeAll(async () => {
  const write = vi.spyOn(process.stdout, "write");
  fake = await startFakeServer();
  server = await startServer({
    registry: [
      ...Object.entries(PARTNERS).map(([name, { feed, path }]) =>
        entry(name, "upstream", {
          partner_name: `Vendor ${name}`,
          partner_feed: { ...feed, url: `${fake.url}/${name}/${path}` },
        }),
      ),
      entry("ours", "plain"),
    ],
    env: { FLAG_STATUS_3P_POLLER: "1", PARTNER_TIMEOUT_MS: "2000" },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
  for (const said of WALK) {
    for (const name of NAMES) say(name, wordOf(name, said));
    await minutes.pass();
    for (const name of NAMES) {
      const { state, public_description } = await operator.shown(name);
      seen[name] = [...(seen[name] ?? []), { state, description: public_description }];
    }
    for (const path of PUBLIC) published.push((await get(server, path)).text);
    if (said === "DEGRADED") titles = await titlesOf();
  }
  log = write.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("partner_status_poller"));
  write.mockRestore();
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

describe.each(NAMES)("a partner that speaks %s", (name) => {
  const expected = WALK.map((said) => wordOf(name, said));

  it("is shown as it says it is, at the tick in which it says so", () => {
    expect(seen[name]?.map(({ state }) => state)).toEqual(expected);
  });

  it("is tracked by name while it is in trouble, and only then (contract §7.3)", () => {
    const tracking = `We're tracking Vendor ${name}'s incident — our service resumes when they recover.`;
    const inTrouble = (said: Said) => said !== "OPERATIONAL" && said !== "MAINTENANCE";
    expect(seen[name]?.map(({ description }) => description)).toEqual(
      expected.map((said) => (inTrouble(said) ? tracking : `What ${name} does.`)),
    );
  });

  it("leaves its changes in the audit log, at the minute's own time, and no incident (contract §2.9)", async () => {
    const rows = (await expectUnbrokenChain(server, name)).slice(1);
    const changes = expected.filter((said, i) => said !== expected[i - 1]);
    expect(rows.map((row) => [row.new_state, row.actor, row.source])).toEqual(
      changes.map((said) => [said, "3p_poller", "3p_poller"]),
    );
    for (const { effective_at } of rows) expect(effective_at).toMatch(/:00\.000Z$/);
    expect(await incidentsOf(server, name)).toEqual([]);
  });

  it("has its own incident titles kept for operators, and nowhere public", () => {
    const title = PARTNERS[name]?.title;
    expect(titles[name]).toContain(title);
    for (const text of published) expect(text).not.toContain(title);
  });
});

describe("the log", () => {
  const messages = () => log.map((line) => JSON.parse(line).msg);

  it("says how many of our surfaces are polled, each tick (contract §2.7)", () => {
    const polling = messages().filter((msg) => msg.includes("polling"));
    expect(polling).toEqual(
      Array(WALK.length).fill(`partner_status_poller: polling ${NAMES.length} of ${NAMES.length + 1} surfaces`),
    );
  });

  it("says what each partner said, each tick (contract §2.7)", () => {
    for (const name of NAMES)
      expect(messages().filter((msg) => msg.startsWith(`partner_status_poller: ${name} -> `))).toEqual(
        WALK.map((said) => `partner_status_poller: ${name} -> ${wordOf(name, said)}`),
      );
  });

  it("has nothing of a feed in it but its state", () => {
    for (const { title } of Object.values(PARTNERS)) expect(log.join("\n")).not.toContain(title);
  });
});

describe("a poll", () => {
  it("names itself, and tells its job's counts", async () => {
    await minutes.pass();
    const agents = new Set(fake.asked.map(({ headers }) => headers["user-agent"]));
    expect(agents).toEqual(new Set(["raxx-status-poller/1 (+https://status.raxx.app)"]));
    expect((await jobsOf(server, minutes.now())).partners).toMatchObject({ polled: NAMES.length, failed: 0, ok: true });
  });

  it("is counted once, however often its tick is delivered", async () => {
    fake.at("/rss/history.rss", { status: 500 });
    await minutes.pass();
    await server.tick(minutes.now());
    await Promise.all([server.tick(minutes.now()), server.tick(minutes.now())]);
    const failed = async () =>
      (await server.sql("SELECT partner_failed_polls AS n FROM surface_state WHERE surface_id = 'rss'"))[0]?.n;
    expect(await failed()).toBe(1);
    minutes.skip(1);
    await Promise.all([1, 2, 3].map(() => server.tick(minutes.now())));
    expect(await failed()).toBe(2);
    expect((await operator.stored("rss")).state).toBe("OPERATIONAL");
    say("rss", "OPERATIONAL");
  });
});

describe("a partner of which nothing was heard for over 5 minutes", () => {
  it("reads UNKNOWN without any cron, and is stored so by the next tick, as of the 5 minutes", async () => {
    const heardAt = Date.now() - 301_000;
    const set = ["partner_good_at", "partner_polled_at", "state_since", "updated_at"].map(
      (c) => `${c} = '${iso(heardAt)}'`,
    );
    const silence = (id: string) =>
      server.sql(`UPDATE surface_state SET ${set}, version = version + 1 WHERE surface_id = ?`, id);
    await silence("sorry");
    await operator.pin("ours", "OPERATIONAL");
    expect(await operator.shown("sorry")).toMatchObject({ state: "UNKNOWN", public_description: "What sorry does." });
    expect((await operator.stored("sorry")).state).toBe("OPERATIONAL");
    fake.at("/sorry/api/v1/components", { act: "drop" });
    await minutes.pass();
    expect(await operator.stored("sorry")).toMatchObject({ state: "UNKNOWN", state_source: "3p_poller" });
    expect((await expectUnbrokenChain(server, "sorry")).at(-1)?.effective_at).toBe(iso(heardAt + 300_000));
  });
});
