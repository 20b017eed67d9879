import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, startFreescout } from "../../fakes/freescout";
import { type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { iso } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, type Minutes, minutesOf } from "./minutes";

const HANGING = 13;
const BUDGET_MS = 25_000;
const TICKETS = 20;

let fake: FakeServer;
let freescout: Awaited<ReturnType<typeof startFreescout>>;
let server: TestServer;
let minutes: Minutes;
let lasted: number;
const storedAfterMs = new Map<string, number>();
let jobs: Awaited<ReturnType<typeof jobsOf>>;

const hang: Reply = { act: "hang" };
const partner = (kind: "statuspage" | "heroku" | "sorry") => ({ partner_feed: { kind, url: `${fake.url}/hang` } });

/** Asks the database what has arrived, until the tick is over. */
async function watch(tick: Promise<void>): Promise<void> {
  const startedMs = performance.now();
  let over = false;
  const ticking = tick.finally(() => {
    over = true;
    lasted = performance.now() - startedMs;
  });
  for (let last = false; !last; ) {
    last = over; // once more after the tick: what it stored at its very end
    const rows = await server.sql<{ id: string }>(
      "SELECT surface_id AS id FROM probe_results WHERE checked_at = ?",
      iso(minutes.now()),
    );
    for (const { id } of rows) if (!storedAfterMs.has(id)) storedAfterMs.set(id, performance.now() - startedMs);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await ticking;
}

/** One minute in which most of the world hangs and FreeScout is slow, with every time limit as in production. */
beforeAll(async () => {
  [fake, freescout] = [await startFakeServer({ "/first": {}, "/last": {}, "/hang": hang }), await startFreescout()];
  const probed = (id: string, path: string) => entry(id, "probed", { probe_url: `${fake.url}${path}` });
  server = await startServer({
    registry: [
      probed("first", "/first"),
      ...Array.from({ length: HANGING }, (_, i) => probed(`hanging-${i}`, "/hang")),
      probed("last", "/last"),
      entry("cloud", "upstream", partner("statuspage")),
      entry("platform", "upstream", partner("heroku")),
      entry("mail", "upstream", partner("sorry")),
    ],
    env: {
      FLAG_STATUS_PROBER: "1",
      FLAG_STATUS_3P_POLLER: "1",
      FREESCOUT_API_URL: freescout.url,
      FREESCOUT_API_KEY: FREESCOUT_KEY,
      HEROKU_API_URL: fake.url,
      HEROKU_API_TOKEN: "token",
      PROBE_CONTROL_URLS: `${fake.url}/first`,
    },
  });
  minutes = minutesOf(server, Math.ceil(Date.now() / 300_000) * 300_000 + 60_000);
  for (let id = 1; id <= TICKETS; id++) freescout.file({ id, updated: iso(minutes.now() - 1000), tag: "cloud" });
  for (const path of ["releases", "dynos", "formation"])
    for (const app of ["raxx-api-prod", "raxx-api-staging"]) fake.at(`/apps/${app}/${path}`, hang);
  fake.at("/hang", {});
  await minutes.pass(4);
  fake.at("/hang", hang);
  for (let id = 1; id <= TICKETS; id++)
    freescout.breakOff(id, { afterMs: 1500, body: { id, status: "active", state: "published" } });
  await watch(minutes.pass());
  jobs = await jobsOf(server, minutes.now());
}, 180_000);
afterAll(() => Promise.all([server, fake, freescout].map((each) => each.stop())));

describe("a minute in which 13 surfaces and 3 partners hang, and FreeScout is slow", () => {
  it("stores the result of a fast surface before those of the ones that hang", () => {
    expect([...storedAfterMs.keys()][0]).toBe("first");
  });

  it("stores the result of a fast surface that comes last in the registry, too", () => {
    expect(storedAfterMs.has("last")).toBe(true);
  });

  it("still counts the hanging ones that it had the time to look at as failed", () => {
    const failed = [...storedAfterMs.keys()].filter((id) => id.startsWith("hanging"));
    expect(failed.length).toBeGreaterThanOrEqual(HANGING / 2);
  });

  it("ends within 25 s, as far as prober and poller are concerned", () => {
    for (const job of ["prober", "partners"])
      expect([job, (jobs[job]?.ms ?? BUDGET_MS) < BUDGET_MS]).toEqual([job, true]);
  });

  it("ends within 25 s as a whole", () => {
    expect(lasted).toBeLessThan(BUDGET_MS + 10_000);
  });

  it("has never more than the platform's 6 connections", () => {
    // One that was given up may be seen to close a moment after the next has come.
    expect(fake.busiest()).toBeLessThanOrEqual(6 + 1);
  });
});
