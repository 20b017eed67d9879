import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { FALLBACK_KEY } from "@/lib/services/fallback/read";
import { get } from "../../support/http";
import { killServer } from "../../support/kill-server";
import { operatorOf, type PublicSurface } from "../../support/operator";
import { startServer, type TestServer, type TestServerOptions } from "../../support/server";
import { serverForFile } from "../../support/server-for-file";
import { QUIET } from "../../support/surfaces";
import { jobsOf, MINUTE_MS, minutesOf } from "../cron/minutes";
import { breakDatabase, forget, readAll, visible } from "./broken";
import { API, FEEDS, PAGES, STATUSPAGE, SURFACE } from "./public-reads";

const dataDir = mkdtempSync(join(tmpdir(), "raxx-last-known-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const { server: shared } = serverForFile({ env: QUIET });
let server: TestServer;
let mend: (() => Promise<void>) | undefined;

/** D1 in order, no copy in KV, and nothing at the edge. */
beforeEach(async () => {
  server = shared;
  await (await server.openSnapshot()).delete(FALLBACK_KEY);
  await forget(server);
});
afterEach(async () => {
  await mend?.();
  mend = undefined;
  if (server !== shared) await server.stop();
});

/** A server of a test's own, whose KV or process does not survive it. */
const start = async (options: TestServerOptions = {}) => {
  server = await startServer({ env: QUIET, ...options });
};

async function breakIt(): Promise<void> {
  const putBack = await breakDatabase(server);
  if (server === shared) mend = putBack;
  await forget(server);
}

type Body = {
  stale?: true;
  overall_status: string;
  generated_at: string;
  incidents: object[];
  surfaces: PublicSurface[];
};
const read = async () => (await get<Body>(server, API)).body;
const shown = async () => (await read()).surfaces.find(({ id }) => id === SURFACE);
const kept = async () => (await server.openSnapshot()).get<{ taken_at: number }>(FALLBACK_KEY, "json");

const SAYS_NONE =
  /reported no incidents|No incidents|No maintenance|keine Störungen gemeldet|報告したインシデントはありません/;

/** Nothing but a list of incidents or of maintenance: an empty one would say that there are none. */
const LISTS = [
  ...[`${API}/incidents`, `${API}/maintenance`, ...FEEDS],
  ...STATUSPAGE.filter((path) => /incidents|maintenances/.test(path)),
];

/** Breaks D1 and reads it all: everything is UNKNOWN, what is a list alone is refused, and no page says that there is nothing. */
async function expectNothingLeft(): Promise<void> {
  await breakIt();
  const reads = await readAll(server);
  for (const { path, status, headers, text } of reads) {
    const isList = LISTS.includes(path);
    expect([path, status, headers.get("Retry-After")]).toEqual([path, isList ? 503 : 200, isList ? "5" : null]);
    if (PAGES.includes(path)) expect([path, visible(text).match(SAYS_NONE)]).toEqual([path, null]);
  }
  expect((await get<{ lists_known: boolean }>(server, `${API}/page`)).body.lists_known).toBe(false);
  const { stale, overall_status, incidents, surfaces } = await read();
  expect([stale, overall_status, incidents]).toEqual([true, "UNKNOWN", []]);
  expect(surfaces.map(({ state, public_note: note }) => [state, note])).toEqual(Array(23).fill(["UNKNOWN", null]));
}

describe("with D1 gone and no copy left", () => {
  it("every registered surface is UNKNOWN, still with 200, and lists are refused", () => expectNothingLeft());

  it("so it is where the copy is garbage", async () => {
    const snapshot = await server.openSnapshot();
    for (const garbage of ["{", "null", '{"version":1}', JSON.stringify({ version: 2, surfaces: [] })]) {
      await snapshot.put(FALLBACK_KEY, garbage);
      await forget(server);
    }
    await expectNothingLeft();
  });

  it("so it is where the binding is missing, and the tick does its work", async () => {
    await start({ withoutSnapshot: true });
    const minutes = minutesOf(server);
    await minutes.pass();
    expect((await jobsOf(server, minutes.now())).last_known).toMatchObject({ ok: true, written: 0 });
    await expectNothingLeft();
  });
});

describe("the copy", () => {
  it("is there after the first tick of a fresh deployment", async () => {
    expect(await kept()).toBeNull();
    const minutes = minutesOf(server);
    await minutes.pass();
    expect(await kept()).toMatchObject({ version: 2, taken_at: minutes.now() });
  });

  it("is written in a minute with news, else each 5 minutes", async () => {
    const operator = operatorOf(server);
    const minutes = minutesOf(server);
    const minute = new Date(minutes.now()).getUTCMinutes();
    if (minute >= 45) minutes.skip(60 - minute); // an hour that begins is news by itself
    const written: boolean[] = [];
    const pass = async () => {
      await minutes.pass();
      written.push((await jobsOf(server, minutes.now())).last_known?.written === 1);
    };
    for (let i = 0; i < 7; i++) await pass();
    expect(written.splice(0)).toEqual([true, false, false, false, false, true, false]);
    await operator.pin(SURFACE, "DEGRADED");
    await pass();
    await operator.pin(SURFACE, "DEGRADED", { public_note: "Only the note is new." });
    await pass();
    await pass();
    await operator.plan({
      surface_ids: [SURFACE],
      starts_at: new Date(Date.now() + 86_400_000).toISOString(),
      ends_at: new Date(Date.now() + 90_000_000).toISOString(),
    });
    await pass();
    await pass();
    expect(written).toEqual([true, true, false, true, false]);
  });

  it("heals at the next tick where it was garbage", async () => {
    await (await server.openSnapshot()).put(FALLBACK_KEY, "garbage");
    const minutes = minutesOf(server);
    await minutes.pass();
    expect(await kept()).toMatchObject({ taken_at: minutes.now() });
  });

  it("stays as it was while D1 is gone: a tick takes no copy of a copy", async () => {
    const minutes = minutesOf(server);
    await minutes.pass();
    const before = await kept();
    const putBack = await breakDatabase(server);
    await minutes.pass(6);
    expect(await kept()).toEqual(before);
    await putBack();
    await minutes.pass();
    expect(await kept()).toMatchObject({ taken_at: minutes.now() });
  });

  it("outlives a server that is killed: the next one on the same data, D1 broken, has it", async () => {
    await start({ dataDir });
    await operatorOf(server).pin(SURFACE, "PARTIAL", { public_note: "Before the end." });
    await server.tick(Date.now());
    await killServer(server);
    await start({ dataDir });
    await breakIt();
    expect(await shown()).toMatchObject({ state: "PARTIAL", public_note: "Before the end." });
    expect((await read()).stale).toBe(true);
  });
});

/** KV's own file, where Miniflare keeps it. */
function openKv(): DatabaseSync {
  const dir = join(server.dataDir, "v3", "kv", "miniflare-KVNamespaceObject");
  const file = readdirSync(dir).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return new DatabaseSync(join(dir, file ?? "none"));
}

describe("KV that fails", () => {
  it("by refusing writes keeps the copy that was there, fails that job alone, and shows nobody anything", async () => {
    const minutes = minutesOf(server);
    await minutes.pass();
    const before = await kept();
    const kv = openKv();
    kv.exec("CREATE TRIGGER full BEFORE INSERT ON _mf_entries BEGIN SELECT RAISE(ABORT, 'refused'); END");
    await operatorOf(server).pin(SURFACE, "DOWN");
    await minutes.pass();
    const { last_known: job, alerts } = await jobsOf(server, minutes.now());
    expect([job?.ok, alerts?.ok]).toEqual([false, true]);
    expect(await kept()).toEqual(before);
    expect([(await shown())?.state, (await read()).stale]).toEqual(["DOWN", undefined]);
    kv.exec("DROP TRIGGER full");
    kv.close();
    await minutes.pass();
    expect(await kept()).toMatchObject({ taken_at: minutes.now() });
  });

  it("altogether shows nobody anything while D1 answers, and all UNKNOWN when that is gone too", async () => {
    await start();
    await server.tick(Date.now());
    await operatorOf(server).pin(SURFACE, "OPERATIONAL");
    const kv = openKv();
    kv.exec("DROP TABLE _mf_entries");
    kv.close();
    await server.tick(Date.now() + MINUTE_MS);
    expect([(await shown())?.state, (await read()).stale]).toEqual(["OPERATIONAL", undefined]);
    await expectNothingLeft();
  });
});

describe("a dead cron", () => {
  it("and D1 that dies later: the last copy is too old to trust, and nothing is green", async () => {
    await operatorOf(server).pin(SURFACE, "OPERATIONAL", { public_note: "All well." });
    await server.tick(Date.now() - 3_600_000);
    await breakIt();
    const { surfaces, overall_status } = await read();
    expect([...new Set(surfaces.map(({ state }) => state)), overall_status]).toEqual(["UNKNOWN", "UNKNOWN"]);
    expect((await shown())?.public_note).toBe("All well.");
  });
});
