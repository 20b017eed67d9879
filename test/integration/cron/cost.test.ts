import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { type Heroku, startHeroku } from "../../fakes/heroku";
import { PARTNERS } from "../../fakes/partners";
import { type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { iso } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { DAY_MS, jobsOf, type Minutes, minutesOf, NIGHT_MS, nextAt, nextMorning } from "./minutes";

/** 23 surfaces: 14 probed, 7 with a feed, 2 of tickets alone. */
const PROBED = Array.from({ length: 14 }, (_, i) => `probed-${i}`);
const FEEDS = [...Object.keys(PARTNERS), "statuspage-2"];
const TICKS_A_DAY = 1440;
/** D1's free quotas of a day (contract §18.4). */
const QUOTA = { rows_read: 5_000_000, rows_written: 100_000 };
const SUBREQUESTS = 50;

type Cost = { queries: number; rows_read: number; rows_written: number; requests: number };

let fake: FakeServer;
let heroku: Heroku;
let freescout: Freescout;
let server: TestServer;
let minutes: Minutes;
let steady: Cost;
let nightly: Cost;

const partnerOf = (name: string) => PARTNERS[name.replace(/-2$/, "")];

beforeAll(async () => {
  [fake, heroku, freescout] = [await startFakeServer(), await startHeroku(), await startFreescout()];
  answerWell();
  server = await startServer({
    registry: [
      ...PROBED.map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
      ...FEEDS.map((id) => {
        const { feed, path } = partnerOf(id) as NonNullable<ReturnType<typeof partnerOf>>;
        return entry(id, "upstream", { partner_feed: { ...feed, url: `${fake.url}/${id}/${path}` } });
      }),
      entry("plain-0", "plain"),
      entry("plain-1", "plain"),
    ],
    env: {
      ...{ FLAG_STATUS_PROBER: "1", FLAG_STATUS_3P_POLLER: "1", PROBE_RETRY_MS: "1", PROBE_TIMEOUT_MS: "2000" },
      ...{ FREESCOUT_API_URL: freescout.url, FREESCOUT_API_KEY: FREESCOUT_KEY },
      ...{ HEROKU_API_URL: heroku.url, HEROKU_API_TOKEN: "heroku-read-token" },
      OPS_ALERT_WEBHOOK_URL: `${fake.url}/hook`,
    },
  });
  minutes = minutesOf(server, nextMorning());
  await minutes.pass(3);
});
afterAll(() => Promise.all([server, fake, heroku, freescout].map((each) => each.stop())));

/** Each answer comes alone, so that each is a batch of its own: the dearest way to be well. */
function answerWell(): void {
  fake.at("/hook", {});
  for (const [i, id] of PROBED.entries()) fake.at(`/${id}`, { afterMs: 20 + 30 * i });
  for (const id of FEEDS)
    for (const [path, reply] of Object.entries(partnerOf(id)?.answers("OPERATIONAL", Date.now()) ?? {}))
      fake.at(`/${id}/${path}`, reply);
}

function answerBadly(reply: Reply): void {
  for (const id of PROBED) fake.at(`/${id}`, reply);
  for (const id of FEEDS)
    for (const path of Object.keys(partnerOf(id)?.answers("OPERATIONAL", 0) ?? {})) fake.at(`/${id}/${path}`, reply);
}

const requestsMade = () => [fake, heroku, freescout].reduce((sum, { asked }) => sum + asked.length, 0);

/** What the tick of a minute cost, by D1's own figures (its own last write added), and how many requests it made. */
async function costOf(tickMs: number): Promise<Cost> {
  const before = requestsMade();
  await server.tick(tickMs);
  const { d1 } = await jobsOf(server, tickMs);
  const { queries = 0, rows_read = 0, rows_written = 0 } = (d1 ?? {}) as Partial<Cost>;
  return {
    queries: queries + 1,
    rows_read: rows_read + 1,
    rows_written: rows_written + 1,
    requests: requestsMade() - before,
  };
}

/** What each of so many minutes costs: rows in the mean, since a day is made of them; queries and requests at most. */
async function costOfEach(count: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let i = 0; i < count; i++) {
    minutes.skip(1);
    costs.push(await costOf(minutes.now()));
  }
  const all = (key: keyof Cost) => costs.map((cost) => cost[key]);
  const mean = (key: keyof Cost) => Math.ceil(all(key).reduce((sum, n) => sum + n, 0) / count);
  return {
    queries: Math.max(...all("queries")),
    rows_read: mean("rows_read"),
    rows_written: mean("rows_written"),
    requests: Math.max(...all("requests")),
  };
}

const print = (what: string, cost: object) => console.log(`${what}: ${JSON.stringify(cost)}`);

describe("a tick at 23 surfaces (14 probed, 7 feeds) while all is well", () => {
  it("costs a stated number of D1 rows and requests, every 5th minute's Heroku samples included", async () => {
    steady = await costOfEach(5);
    print("a steady tick", steady);
    expect(steady.rows_written).toBeLessThanOrEqual(60);
    expect(steady.rows_read).toBeLessThanOrEqual(2000);
    expect(steady.requests).toBeLessThanOrEqual(SUBREQUESTS);
  });
});

describe("a day at 23 surfaces", () => {
  it("stays inside D1's free quotas, the night's work and its deletions included", async () => {
    const night = nextAt(DAY_MS, NIGHT_MS, minutes.now());
    const first = night - NIGHT_MS - 8 * DAY_MS;
    for (const id of PROBED)
      await server.sql(`INSERT OR IGNORE INTO probe_results (checked_at, surface_id, ok, latency_ms, status_code)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${8 * TICKS_A_DAY - 1})
        SELECT strftime('%Y-%m-%dT%H:%M:%S.000Z', ${first / 1000} + 60 * i, 'unixepoch'), '${id}', 1, 120, 200 FROM n`);
    await server.sql(`INSERT INTO probe_days SELECT surface_id, substr(checked_at, 1, 10), count(*), 0, 0, 0, '{}' FROM probe_results
      WHERE checked_at < '${iso(night - NIGHT_MS - DAY_MS)}' GROUP BY 1, 2`);
    nightly = await costOf(night);
    const day = {
      rows_read: TICKS_A_DAY * steady.rows_read + nightly.rows_read,
      rows_written: TICKS_A_DAY * steady.rows_written + nightly.rows_written,
    };
    print("the night's tick", nightly);
    print("a day", day);
    expect(await server.sql("SELECT 1 FROM probe_results WHERE checked_at < ? LIMIT 1", iso(first + DAY_MS))).toEqual(
      [],
    );
    expect(day.rows_read).toBeLessThan(QUOTA.rows_read);
    expect(day.rows_written).toBeLessThan(QUOTA.rows_written);
  });
});

describe("a minute in which everything fails", () => {
  const openTickets = async (count: number) => {
    for (let id = 1; id <= count; id++)
      freescout.file({ id, tag: `plain-${id % 2}`, updated: `${iso(minutes.now()).slice(0, 19)}Z` });
    await minutes.pass(3); // from then on they are read one by one
  };

  it("with 5 open tickets could last a whole day inside the quotas", async () => {
    minutes = minutesOf(server, nextAt(5 * 60_000, 0, minutes.now() + DAY_MS));
    await openTickets(5);
    answerBadly({ status: 500 });
    heroku.breakOff({ status: 500 });
    print("the first minute of a total outage", await costOfEach(1));
    await minutes.pass(5); // by then what subscribers hear of it is written too
    const outage = await costOfEach(5);
    print("each later minute of it", outage);
    expect(outage.rows_written * TICKS_A_DAY + nightly.rows_written).toBeLessThan(QUOTA.rows_written);
    expect(outage.rows_read * TICKS_A_DAY + nightly.rows_read).toBeLessThan(QUOTA.rows_read);
  });

  it("with 25 open tickets is what Workers Paid has room for: 1000 queries, and far fewer requests than 10,000", async () => {
    await openTickets(25);
    const worst = await costOfEach(2);
    print("each minute of it with 25 open tickets", worst);
    expect(worst.queries).toBeLessThan(1000);
    expect(worst.requests).toBeLessThan(2 * SUBREQUESTS);
  });
});

describe("years of history", () => {
  it("make no tick read more", async () => {
    const numbers = (n: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${n})`;
    const at = iso(Date.now() - DAY_MS);
    await server.sql(`INSERT INTO freescout_tickets (ticket_key, freescout_ticket_id, surface_id, is_open, severity, updated_at, fingerprint)
      ${numbers(3000)} SELECT 'old' || i, 900000 + i, 'plain-0', 0, 'down', '${at}', 'x' FROM n`);
    await server.sql(`INSERT INTO maintenance_windows (id, starts_at, ends_at, actor, created_at, updated_at)
      ${numbers(1000)} SELECT 'win' || i, '${iso(Date.now() - 2 * DAY_MS)}', '${at}', 'ops', '${at}', '${at}' FROM n`);
    await server.sql(`INSERT INTO maintenance_window_surfaces (window_id, surface_id, phase, begins_at, ends_at)
      ${numbers(1000)} SELECT 'win' || i, 'plain-0', 'ended', '${at}', '${at}' FROM n`);
    await server.sql(`INSERT INTO status_audit_log (surface_id, actor, new_state, source, created_at, effective_at, because, state_source)
      ${numbers(20000)} SELECT 'plain-0', 'ops', 'UNKNOWN', 'manual', '${at}', '${at}', 'pinned', 'manual' FROM n`);
    await server.sql(`INSERT INTO status_incidents (incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at)
      ${numbers(1000)} SELECT 'old' || i, 'plain-0', '${at}', '${at}', 'down', '${at}', '${at}' FROM n`);
    await server.sql(`INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at, closed_at)
      ${numbers(2000)} SELECT 'old' || (i % 9), 'warning', 'Old', '${at}', '${at}', '${at}' FROM n`);
    await server.sql(`INSERT INTO freescout_looks ${numbers(3000)} SELECT 'old' || i, '${at}' FROM n`);
    await server.sql(`INSERT INTO cron_runs ${numbers(10080)}
      SELECT strftime('%Y-%m-%dT%H:%M:00.000Z', '${at}', '-' || i || ' minutes'), '${at}', '${at}', '{}' FROM n`);
    answerWell();
    heroku.mend();
    await minutes.pass(5); // an outage that ends has the history read once
    const later = await costOfEach(2);
    print("a tick with years of history and 25 open tickets", later);
    // 25 open tickets stand on each board that the tick loads; the history itself costs nothing.
    expect(later.rows_read).toBeLessThanOrEqual(steady.rows_read + 2_000);
    expect(later.rows_read * TICKS_A_DAY).toBeLessThan(QUOTA.rows_read);
  });
});
