import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuild } from "../../scripts/ensure-build";
import { bundleBytes, MOST_BUNDLE_BYTES } from "../bench/server/bundle";
import { readCountingEntry } from "../bench/server/busy-server";
import { readCount } from "../bench/server/count";
import { get } from "../support/http";
import { type Operator, operatorOf } from "../support/operator";
import { startServer, type TestServer } from "../support/server";

const READERS = 300;
const WRITES = 100;
const API = "/api/status/public";

let server: TestServer;
/** The same without a cache in front: each read is what it is in production on a miss. */
let uncached: TestServer;
let operator: Operator;
beforeAll(async () => {
  server = await startServer({ entry: readCountingEntry() });
  uncached = await startServer({ entry: readCountingEntry(), withoutEdge: true });
  operator = operatorOf(server);
});
afterAll(() => Promise.all([server.stop(), uncached.stop()]));

/** What something costs of D1, in round trips. */
async function tripsOf(run: () => Promise<unknown>, of = server): Promise<number> {
  const before = await readCount(of);
  await run();
  return (await readCount(of)).trips - before.trips;
}

const VIEWS = [
  ...["/", "/de", "/history", "/surfaces/api-service", API, `${API}/surfaces`, `${API}/incidents`],
  ...[
    `${API}/page`,
    `${API}/maintenance`,
    `${API}/uptime`,
    `${API}/uptime?days=30&format=csv`,
    "/history.atom",
    "/history.rss",
  ],
  ...["/feed.json", "/maintenance.ics", "/surfaces/api-service/history.atom", "/badge.svg", "/badges/api-service.json"],
  ...["/embed", "/api/v2/summary.json", "/api/v2/incidents.json", "/api/v2/scheduled-maintenances/upcoming.json"],
];

describe("a view that is built for one reader", () => {
  it.each(VIEWS)("asks D1 once: %s", async (path) => {
    const trips = await tripsOf(async () => {
      const { status, headers } = await get(uncached, path);
      expect([status, headers.get("CF-Cache-Status")]).toEqual([200, null]);
    }, uncached);
    expect(trips).toBe(1);
  });

  it.each([`${API}/widgets/market-time`, "/docs/api", "/api/openapi.json"])("asks D1 nothing: %s", async (path) => {
    expect(await tripsOf(() => get(uncached, path), uncached)).toBe(0);
  });
});

describe("many readers of what nobody has kept yet", () => {
  it.each(["/", `${API}/surfaces`, "/api/v2/summary.json", "/history.atom", "/badge.svg"])(
    "cost D1 one read together: %s",
    async (path) => {
      const readers = Array.from({ length: READERS }, () => () => get(server, path));
      const trips = await tripsOf(async () => {
        const answers = await Promise.all(readers.map((read) => read()));
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(READERS);
        expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      });
      expect(trips).toBe(1);
    },
  );
});

describe("a cached response", () => {
  it("asks D1 nothing, of the page and of the API", async () => {
    for (const path of ["/", `${API}/surfaces`]) {
      await get(server, path);
      expect(await tripsOf(() => get(server, path))).toBe(0);
    }
  });
});

describe("a write", () => {
  it(`is in the next page and in the next answer of the API, ${WRITES} times of ${WRITES}`, async () => {
    const missed: string[] = [];
    for (let i = 0; i < WRITES; i++) {
      const public_note = `Seen at once, ${i}.`;
      const { status } = await operator.pin("docs-raxx-app", i % 2 ? "PARTIAL" : "DEGRADED", { public_note });
      expect(status).toBe(200);
      const answers = await Promise.all(["/", `${API}/surfaces`].map((path) => get(server, path)));
      missed.push(...answers.filter(({ text }) => !text.includes(public_note)).map(() => public_note));
    }
    expect(missed).toEqual([]);
  });
});

describe("the Worker's bundle", () => {
  it("weighs less than 1.5 MiB, zipped", async () => {
    expect(bundleBytes(await ensureBuild())).toBeLessThan(MOST_BUNDLE_BYTES);
  });
});
