import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Registry } from "@/lib/schemas/registry";
import type { FakeServer } from "../../fakes/server";
import { type Access, signedIn, startAccess } from "../../support/access";
import { openMirror } from "../../support/mirror";
import { dumpTables } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { LEFTOVERS, REFUSALS, STARTS } from "./asks";
import { CANARIES, finderOf, PRIVATE, SECRETS, writingsOf } from "./canaries";
import { crawl, type Page, readPage } from "./crawl";
import { plantThroughEndpoints, registryAt, startLeakyFakes } from "./plant";
import { plantThroughSql } from "./plant-legacy";

let access: Access;
let leaky: FakeServer;
let server: TestServer;
let pages: Page[];
let statuses: number[];
let log = "";

const far = () => leaky.url.replace("http://", "");
const all = () => [...Object.values(CANARIES), ...Object.values(PRIVATE), ...Object.values(SECRETS), far()];
const leaksIn = (read: readonly Page[]) => {
  const find = finderOf(all());
  return read.flatMap(({ name, text }) => find(text).map((canary) => `${canary} in ${name}`));
};

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      log += chunk;
      return true;
    });
  [access, leaky] = [await startAccess(), await startLeakyFakes()];
  const { url } = leaky;
  const hosts = { HEROKU_API_URL: url, SENTRY_API_URL: url, GITHUB_API_URL: url, FREESCOUT_API_URL: `${url}/desk` };
  const hook = {
    OPS_ALERT_WEBHOOK_URL: `${url}/canary-hook`,
    PROBE_CONTROL_URLS: `${url}/canary-control`,
    PROBE_RETRY_MS: "1",
  };
  const flags = { FLAG_STATUS_PROBER: "1", FLAG_STATUS_3P_POLLER: "1" };
  const env = { ...SECRETS, ...access.env, ...hosts, ...hook, ...flags };
  server = await startServer({ env, registry: registryAt(leaky) });
  statuses = await plantThroughEndpoints(server);
  await server.tick(Date.now());
  await plantThroughSql(server);
  pages = await crawl(server, [...STARTS, ...REFUSALS, ...LEFTOVERS]);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([server, access, leaky].map((each) => each.stop()));
});

describe("the canaries", () => {
  it("are where they may be: in the tables, and in what operators see", async () => {
    const operator = await signedIn(server, access);
    const views = await Promise.all(
      ["status", "audit", "checks", "windows", "incidents"].map((name) => operator.get(`/api/ops/${name}`)),
    );
    const inside = `${JSON.stringify(await dumpTables(server))} ${views.map(({ text }) => text).join(" ")}`;
    const find = finderOf(all());
    const kept = [
      ...Object.values(CANARIES).filter((value) => value !== CANARIES.subject && value !== CANARIES.component),
      PRIVATE.probe,
    ];
    expect(kept.filter((canary) => !find(inside).includes(canary))).toEqual([]);
  });

  it("are set in the environment, each of them", async () => {
    const operator = await signedIn(server, access);
    const { body } = await operator.get<{ items: { name: string; status: string }[] }>("/api/ops/configuration");
    const set = body.items.filter(({ status }) => status === "set").map(({ name }) => name);
    expect(set).toEqual(expect.arrayContaining(Object.keys(SECRETS)));
  });

  it("were asked of the upstreams: the probe, the feed, with the client's secret", () => {
    expect(leaky.to(PRIVATE.feed).length).toBeGreaterThan(0);
    const headers = JSON.stringify(leaky.to(PRIVATE.probe).map((asked) => asked.headers));
    expect(headers).toContain(SECRETS.PROBE_ACCESS_CLIENT_SECRET);
  });

  it("came with tickets that were taken", async () => {
    const { freescout_tickets = [] } = await dumpTables(server);
    expect(freescout_tickets.filter(({ surface_id }) => surface_id === "ticketed")).toHaveLength(5);
  });

  it("are refused in a person's note, let in as an actor's name, and found in any writing", () => {
    expect(statuses.filter((status) => status === 422).length).toBeGreaterThanOrEqual(5);
    expect(statuses.at(-1)).toBe(200);
    for (const canary of all()) {
      const find = finderOf([canary]);
      for (const writing of writingsOf(canary)) expect(find(`x${writing}y`)).toEqual([canary]);
      for (const before of ["", "x", "xy"])
        expect(find(Buffer.from(`${before}${canary}y`).toString("base64"))).toEqual([canary]);
    }
  });
});

describe("the crawl", () => {
  const statusOf = (path: string) => pages.find(({ name }) => name.startsWith(`GET ${path} {}`))?.status;

  it("reaches every kind of page, in every language, with its data, feeds, badges and scripts", () => {
    const names = pages.filter(({ status }) => status === 200).map(({ name }) => name);
    const kinds = [/\/ja\b/, /"RSC":"1"/, /_rsc=/, /_status\/.*\.js /, /history\.atom/, /\.ics/, /badges\//];
    expect(kinds.filter((kind) => !names.some((name) => kind.test(name)))).toEqual([]);
    expect(pages.length).toBeGreaterThan(400);
    expect(["/incidents/inc_00100", "/incidents/inc_00200", "/incidents/inc_00300"].map(statusOf)).toEqual([
      200, 200, 200,
    ]);
  });

  it("meets every kind of refusal", async () => {
    const met = await Promise.all(REFUSALS.map(async (ask) => [ask.path, (await readPage(server, ask)).status]));
    expect(met).toEqual(REFUSALS.map(({ path, status }) => [path, status]));
  });

  it("finds no source map, and nothing that a build leaves lying about", () => {
    const maps = pages.filter(({ name }) => /\.map /.test(name));
    expect(maps.length).toBeGreaterThan(5);
    expect(maps.filter(({ status }) => status !== 404)).toEqual([]);
    for (const { path } of LEFTOVERS) if (path !== "/?") expect([path, statusOf(path)]).toEqual([path, 404]);
    expect(pages.filter(({ text }) => /sourceMappingURL/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it("finds no canary", () => expect(leaksIn(pages)).toEqual([]));

  it("finds none in the copy outside this host, which is made of what anyone may read", async () => {
    const mirror = openMirror({ source: server.url, registry: Registry.parse({ surfaces: registryAt(leaky) }) });
    await mirror.run(Date.now());
    const names = readdirSync(mirror.folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    );
    const copied = names.map((name) => ({ name, status: 200, type: "", text: readFileSync(name, "utf8") }));
    expect([copied.length > 50, copied.some(({ text }) => text.includes("inc_00100"))]).toEqual([true, true]);
    expect(leaksIn(copied)).toEqual([]);
    mirror.close();
  });

  it("finds none in what a stranger sends for himself, nor in the log", () => {
    const find = finderOf([...Object.values(SECRETS), CANARIES.subject]);
    expect(find(log)).toEqual([]);
  });
});

it("a broken database makes no page, refusal or feed tell of us", async () => {
  await server.sql("SELECT 1"); // a connection that was idle is opened anew, and no renaming runs twice
  await server.sql("ALTER TABLE surface_state RENAME TO canary_gone_state");
  await server.sql("ALTER TABLE status_incidents RENAME TO canary_gone_incidents");
  const broken = await Promise.all(
    [...STARTS, ...REFUSALS].map(({ path, init }) =>
      readPage(server, { path: `${path}${path.includes("?") ? "&" : "?"}b=1`, init }),
    ),
  );
  const telling = /canary_gone|surface_state|status_incidents|no such table|D1_ERROR|SQLITE|drizzle|\n\s+at .+\(/i;
  expect(broken.filter(({ text }) => telling.test(text)).map(({ name }) => name)).toEqual([]);
  expect(leaksIn(broken)).toEqual([]);
});
