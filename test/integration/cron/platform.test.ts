import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HEROKU_TOKEN, type Heroku, startHeroku } from "../../fakes/heroku";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso } from "../../support/http";
import { dumpTables } from "../../support/records";
import { startServer, type TestServer, type TestServerOptions } from "../../support/server";
import { entry } from "../../support/surfaces";
import { alertsOf, DAY_MS, MINUTE_MS, NIGHT_MS, nextAt } from "./minutes";

const FIVE_MS = 5 * MINUTE_MS;
const NIGHT = nextAt(DAY_MS, NIGHT_MS);
const PROD = "raxx-api-prod";
const dataDir = mkdtempSync(join(tmpdir(), "raxx-platform-"));

let heroku: Heroku;
let others: FakeServer;
let server: TestServer;

const options = (env: object = {}): TestServerOptions => ({
  registry: [entry("only", "plain")],
  dataDir,
  env: {
    HEROKU_API_URL: heroku.url,
    HEROKU_API_TOKEN: HEROKU_TOKEN,
    SENTRY_API_URL: others.url,
    SENTRY_API_TOKEN: "sentry-token",
    GITHUB_API_URL: others.url,
    GITHUB_API_TOKEN: "github-token",
    ...env,
  },
});

beforeAll(async () => {
  [heroku, others] = [await startHeroku(), await startFakeServer()];
  server = await startServer(options());
});
afterAll(async () => {
  await Promise.all([server, heroku, others].map((each) => each.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

const openAlerts = async (key: string) => (await alertsOf(server, key)).filter(({ closed_at }) => closed_at === null);
const checkOf = async (key: string) =>
  (await server.sql<{ ok: number | null; summary: string }>("SELECT * FROM ops_checks WHERE check_key = ?", key))[0];
/** Each minute from a multiple of 5 on; gives those minutes at which the alert was open. */
async function minutesWithAlert(key: string, from: number, count: number): Promise<number[]> {
  const found = [];
  for (let i = 0; i < count; i++) {
    await server.tick(from + i * MINUTE_MS);
    if ((await openAlerts(key)).length > 0) found.push(i);
  }
  return found;
}

describe("an app whose current release has no slug (contract §16.2)", () => {
  it("raises one alert in the night, and closes it once code was deployed", async () => {
    heroku.releases(PROD, false);
    for (const at of [NIGHT, NIGHT + FIVE_MS, NIGHT + 2 * FIVE_MS]) await server.tick(at);
    const key = `heroku:release:${PROD}`;
    expect(await alertsOf(server, key)).toMatchObject([
      { severity: "critical", opened_at: iso(NIGHT), closed_at: null },
    ]);
    expect((await alertsOf(server, key))[0]?.title).toContain(PROD);
    expect(await alertsOf(server, "heroku:release:raxx-api-staging")).toEqual([]);
    heroku.releases(PROD, true);
    await server.tick(NIGHT + 3 * FIVE_MS);
    expect(await openAlerts(key)).toEqual([]);
    expect(await checkOf(key)).toMatchObject({ ok: 1 });
  });

  it("is looked at again the next night, also when 03:15 itself was missed", async () => {
    heroku.releases(PROD, false);
    await server.tick(NIGHT + DAY_MS + 2 * 3_600_000);
    expect(await openAlerts(`heroku:release:${PROD}`)).toHaveLength(1);
    heroku.mend();
    await server.tick(NIGHT + DAY_MS + 2 * 3_600_000 + FIVE_MS);
    expect(await openAlerts(`heroku:release:${PROD}`)).toEqual([]);
  });
});

describe("0 dynos running (contract §16.2)", () => {
  const KEY = `heroku:dynos:${PROD}`;
  let day = NIGHT + 2 * DAY_MS;
  /** Between two multiples of 5 minutes: an alert within 7 minutes of the event needs a sample each minute. */
  const begin = () => {
    day += 3_600_000;
    return day - (day % FIVE_MS) + MINUTE_MS;
  };

  it.each(["crashed", "none", "scaled-to-zero", "idle"] as const)(
    "since they are %s is SEV-2 after more than 5 minutes, not at 5:00, and clears",
    async (how) => {
      const from = begin();
      heroku.dynos(PROD, how);
      expect(await minutesWithAlert(KEY, from, 9)).toEqual([6, 7, 8]);
      const open = await openAlerts(KEY);
      expect(open).toMatchObject([{ severity: "critical", opened_at: iso(from + 6 * MINUTE_MS) }]);
      expect(open[0]?.title).toMatch(/^SEV-2: raxx-api-prod .*over 5 minutes/);
      heroku.mend();
      await server.tick(from + 9 * MINUTE_MS);
      expect([await openAlerts(KEY), (await checkOf(KEY))?.ok]).toEqual([[], 1]);
    },
  );

  it("for 4 minutes is nothing", async () => {
    const from = begin();
    heroku.dynos(PROD, "none");
    expect(await minutesWithAlert(KEY, from, 4)).toEqual([]);
    heroku.mend();
    expect(await minutesWithAlert(KEY, from + 4 * MINUTE_MS, 8)).toEqual([]);
  });

  it("while they start as each day is nothing, but a crash loop is no recovery", async () => {
    const from = begin();
    heroku.dynos(PROD, "starting");
    expect(await minutesWithAlert(KEY, from, 11)).toEqual([]);
    heroku.dynos(PROD, "crashed");
    await minutesWithAlert(KEY, from + 15 * MINUTE_MS, 5);
    heroku.dynos(PROD, "starting");
    expect(await minutesWithAlert(KEY, from + 20 * MINUTE_MS, 2)).toEqual([1]);
    heroku.mend();
    await server.tick(from + 22 * MINUTE_MS);
  });

  it("is sampled each minute, whether all is well or not", async () => {
    const from = begin();
    const samples = async (count: number, fromMs: number) => {
      const before = heroku.to(`/apps/${PROD}/dynos`).length;
      for (let i = 0; i < count; i++) await server.tick(fromMs + i * MINUTE_MS);
      return heroku.to(`/apps/${PROD}/dynos`).length - before;
    };
    expect(await samples(6, from)).toBe(6);
    heroku.dynos(PROD, "none");
    expect(await samples(5, from + 6 * MINUTE_MS)).toBe(5);
    heroku.mend();
    await server.tick(from + 11 * MINUTE_MS);
  });

  it("of staging is a warning, and never SEV-2", async () => {
    const from = begin();
    heroku.dynos("raxx-api-staging", "none");
    expect(await minutesWithAlert("heroku:dynos:raxx-api-staging", from, 7)).toEqual([6]);
    const [alert] = await openAlerts("heroku:dynos:raxx-api-staging");
    expect([alert?.severity, alert?.title]).toEqual(["warning", expect.not.stringContaining("SEV")]);
    heroku.mend();
    await server.tick(from + 7 * MINUTE_MS);
  });

  it("seen before Heroku's API fell silent stays so: silence neither raises nor clears it, and is an alert of its own", async () => {
    const from = begin();
    heroku.dynos(PROD, "none");
    expect(await minutesWithAlert(KEY, from, 7)).toEqual([6]);
    heroku.breakOff({ status: 503, body: { id: "maintenance" } });
    expect(await minutesWithAlert("heroku:api", from + 10 * MINUTE_MS, 31)).toEqual([30]);
    expect(await openAlerts(KEY)).toHaveLength(1);
    heroku.mend();
    await minutesWithAlert(KEY, from + 45 * MINUTE_MS, 1);
    expect([await openAlerts(KEY), await openAlerts("heroku:api")]).toEqual([[], []]);
  });
});

describe("a platform API that fails", () => {
  it("is unknown, no alert, and no other job's trouble: Sentry and GitHub", async () => {
    const at = nextAt(3_600_000, 0, NIGHT + 4 * DAY_MS);
    for (const time of [at, at + 7 * MINUTE_MS]) await server.tick(time);
    const checks = await server.sql<{ check_key: string; ok: number | null }>(
      "SELECT check_key, ok FROM ops_checks WHERE check_key LIKE 'sentry:%' OR check_key LIKE 'github:%' ORDER BY 1",
    );
    expect(checks.length).toBeGreaterThanOrEqual(3);
    expect(new Set(checks.map(({ ok }) => ok))).toEqual(new Set([null]));
    expect(
      await server.sql("SELECT 1 FROM ops_alerts WHERE alert_key LIKE 'sentry:%' OR alert_key LIKE 'github:%'"),
    ).toEqual([]);
  });

  it("has its token sent to itself only, and stored nowhere", async () => {
    const sent = (fake: Heroku | FakeServer) => new Set(fake.asked.map(({ headers }) => headers.authorization));
    expect(sent(heroku)).toEqual(new Set([`Bearer ${HEROKU_TOKEN}`]));
    expect(sent(others)).toEqual(new Set(["Bearer sentry-token", "Bearer github-token"]));
    expect(JSON.stringify(await dumpTables(server))).not.toMatch(
      /sentry-token|github-token|heroku-read-token|deployer@/,
    );
    expect((await get(server, "/")).text).not.toContain(PROD);
  });
});

describe("the nightly configuration check (runbook-raptor)", () => {
  const KEY = "config:freescout-reconciler";

  it("alerts on what is missing by name, once, never with a value, and closes when it is there", async () => {
    const night = NIGHT + 6 * DAY_MS;
    await server.tick(night);
    expect(await openAlerts(KEY)).toMatchObject([{ severity: "warning" }]);
    expect((await openAlerts(KEY))[0]?.title).toMatch(/FREESCOUT_API_URL and FREESCOUT_API_KEY/);
    await server.tick(night + DAY_MS);
    expect(await alertsOf(server, KEY)).toHaveLength(1);
    await server.stop();
    server = await startServer(options({ FREESCOUT_API_URL: others.url, FREESCOUT_API_KEY: "desk-key" }));
    await server.tick(night + DAY_MS + 15 * MINUTE_MS);
    expect([await openAlerts(KEY), (await checkOf(KEY))?.ok]).toEqual([[], 1]);
    expect(JSON.stringify(await dumpTables(server))).not.toContain("desk-key");
  });
});
