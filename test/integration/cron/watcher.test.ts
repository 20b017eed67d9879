import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PARTNERS } from "../../fakes/partners";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso, request } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, type Minutes, minutesOf, nextAt } from "./minutes";

const JOBS = [
  ...["alerts", "configuration", "github", "heroku", "last_known", "notices", "partners", "prober"],
  ...["reconciler", "retention", "schedule", "sentry", "surfaces", "unwritten"],
];
const FEED = "api/v2/summary.json";

let fake: FakeServer;
let server: TestServer;
let minutes: Minutes;

beforeAll(async () => {
  fake = await startFakeServer({ "/one": {}, ...PARTNERS.statuspage?.answers("OPERATIONAL", Date.now()) });
  fake.at(`/${FEED}`, PARTNERS.statuspage?.answers("OPERATIONAL", Date.now())[FEED] ?? {});
  const feed = { kind: "statuspage" as const, url: `${fake.url}/${FEED}` };
  server = await startServer({
    registry: [
      entry("one", "probed", { probe_url: `${fake.url}/one` }),
      entry("cloud", "upstream", { partner_feed: feed }),
    ],
    env: {
      ...{ FLAG_STATUS_PROBER: "1", FLAG_STATUS_3P_POLLER: "1", PROBE_RETRY_MS: "1" },
      ...{ HEROKU_API_URL: fake.url, HEROKU_API_TOKEN: "token" },
    },
  });
  minutes = minutesOf(server, nextAt(5 * 60_000));
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

type Heartbeat = { alive: boolean; last_finished_at: string | null; jobs: Record<string, { ok: boolean }> | null };

const healthz = () => get<{ status: string }>(server, "/healthz");
const heartbeat = (headers: HeadersInit) => get<Heartbeat>(server, "/api/internal/status/heartbeat", headers);
const writeKey = () => operatorOf(server).token;
const workerKey = () => ({ "X-Status-Worker-Key": server.secrets.STATUS_WORKER_INTERNAL_KEY });
/** As it would be if the last tick had ended so long ago. */
const age = (ms: number) => server.sql("UPDATE cron_runs SET finished_at = ?", iso(Date.now() - ms));

describe("before any tick", () => {
  it("/healthz is 503 and the heartbeat has never been", async () => {
    expect([(await healthz()).status, (await healthz()).body]).toEqual([503, { status: "stopped" }]);
    const { status, body } = await heartbeat(writeKey());
    expect([status, body.alive, body.last_finished_at]).toEqual([503, false, null]);
  });
});

describe("each tick", () => {
  it("has a row: when it was due, when it started and finished, and what each job did", async () => {
    await minutes.pass();
    const [row, ...others] = await server.sql<Record<string, string>>("SELECT * FROM cron_runs");
    expect(others).toEqual([]);
    expect(row?.scheduled_at).toBe(iso(minutes.now()));
    expect(Date.parse(row?.finished_at ?? "")).toBeGreaterThanOrEqual(Date.parse(row?.started_at ?? ""));
    expect(Math.abs(Date.now() - Date.parse(row?.finished_at ?? ""))).toBeLessThan(30_000);
    const { d1, ...jobs } = await jobsOf(server, minutes.now());
    expect(Object.keys(jobs).sort()).toEqual(JOBS);
    expect(jobs).toMatchObject({ prober: { probed: 1 }, partners: { polled: 1 }, schedule: { settled: 0 } });
    for (const job of Object.values(jobs)) expect(job.ms).toBeGreaterThanOrEqual(0);
    expect(d1).toMatchObject({ queries: expect.any(Number) });
  });

  it("says of each job that did its work that it is ok, also of one that found something wrong", async () => {
    await minutes.pass(5);
    const { d1: _, ...jobs } = await jobsOf(server, minutes.now());
    expect(Object.entries(jobs).map(([name, { ok }]) => [name, ok])).toEqual(
      Object.keys(jobs).map((name) => [name, true]),
    );
  });

  it("keeps one row, however often it is delivered", async () => {
    await server.tick(minutes.now());
    const rows = await server.sql("SELECT 1 FROM cron_runs WHERE scheduled_at = ?", iso(minutes.now()));
    expect(rows).toHaveLength(1);
  });

  it("shows as a heartbeat, to either key, and to nobody else", async () => {
    for (const key of [writeKey(), workerKey()]) {
      const { status, body, headers } = await heartbeat(key);
      expect([status, body.alive, headers.get("Cache-Control")]).toEqual([200, true, "no-store"]);
      expect(Object.keys(body.jobs ?? {}).sort()).toEqual([...JOBS, "d1"].sort());
      expect(Math.abs(Date.now() - Date.parse(body.last_finished_at ?? ""))).toBeLessThan(30_000);
    }
    expect((await heartbeat({})).status).toBe(401);
  });
});

describe("/healthz", () => {
  it("is public, tiny, never kept, and tells nothing else", async () => {
    for (let i = 0; i < 2; i++) {
      const { status, text, headers } = await healthz();
      expect([status, text, headers.get("Cache-Control")]).toEqual([200, '{"status":"ok"}', "no-store"]);
    }
    expect((await request(server, "/healthz", { method: "HEAD" })).status).toBe(200);
  });

  it("is 200 while the last finished tick is under 3 minutes old, else 503", async () => {
    await age(175_000);
    expect((await healthz()).status).toBe(200);
    await age(181_000);
    expect([(await healthz()).status, (await healthz()).text]).toEqual([503, '{"status":"stopped"}']);
    expect((await heartbeat(workerKey())).status).toBe(503);
    await minutes.pass();
    expect((await healthz()).status).toBe(200);
  });

  it("is 503 while ticks begin and none ends", async () => {
    await age(200_000);
    await server.sql("INSERT INTO cron_runs (scheduled_at, started_at) VALUES (?1, ?1)", iso(Date.now()));
    expect((await healthz()).status).toBe(503);
  });
});

describe("a page that nobody looks after any more", () => {
  it("says UNKNOWN, with the time of the last good look", async () => {
    await minutes.pass(3);
    const lookedAt = Date.now() - 10 * 60_000;
    const times = ["last_probe_at", "state_since", "updated_at", "partner_good_at"].map(
      (c) => `${c} = '${iso(lookedAt)}'`,
    );
    await server.sql(`UPDATE surface_state SET ${times.join(", ")}, version = version + 1`);
    await request(server, "/api/internal/status/invalidate", { method: "POST", headers: writeKey() });
    const { shown } = operatorOf(server);
    expect([(await shown("one")).state, (await shown("cloud")).state]).toEqual(["UNKNOWN", "UNKNOWN"]);
    expect((await shown("one")).last_checked_at).toBe(`${iso(lookedAt).slice(0, 19)}Z`);
    expect((await get(server, "/")).text).toContain(`${iso(lookedAt).slice(0, 19)}Z`);
  });
});

describe("a job that fails", () => {
  it("is said to have failed, and stops none of the others, nor the beat", async () => {
    await server.sql("ALTER TABLE partner_feeds RENAME TO gone");
    await minutes.pass();
    const jobs = await jobsOf(server, minutes.now());
    const { d1: _, partners, ...others } = jobs;
    expect(partners?.ok).toBe(false);
    expect(Object.values(others).map(({ ok }) => ok)).not.toContain(false);
    expect(jobs.prober).toMatchObject({ probed: 1, succeeded: 1 });
    expect((await healthz()).status).toBe(200);
    await server.sql("ALTER TABLE gone RENAME TO partner_feeds");
    await minutes.pass();
    expect((await jobsOf(server, minutes.now())).partners?.ok).toBe(true);
  });

  it("before the others, as the schedule, stops none of them either", async () => {
    await server.sql("CREATE TRIGGER refuse BEFORE UPDATE ON surface_state BEGIN SELECT RAISE(ABORT, 'refused'); END");
    await minutes.pass();
    const { d1: _, ...jobs } = await jobsOf(server, minutes.now());
    expect([jobs.prober?.ok, jobs.alerts?.ok, Object.keys(jobs).sort()]).toEqual([false, true, JOBS]);
    await server.sql("DROP TRIGGER refuse");
    await minutes.pass();
    expect((await jobsOf(server, minutes.now())).prober?.ok).toBe(true);
  });
});
