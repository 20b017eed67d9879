import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { type Answer, type FakeServer, findDeadPort, type Reply, startFakeServer } from "../../fakes/server";
import { get } from "../../support/http";
import { dumpTables } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { minutesOf, type ProbeRow, probesOf } from "./minutes";

const OURS = "https://raxx.app";
const moved = (Location: string, status = 302): Reply => ({ status, headers: { Location } });

let fake: FakeServer;
let elsewhere: FakeServer;
let server: TestServer;
let rows = new Map<string, ProbeRow[]>();

const head = { probe_method: "HEAD" } as const;
const shut = { probe_expect: { status: [401] } };
const text = { probe_expect: { text: '"ok"' } };
const header = { probe_expect: { header: "X-Service" } };
const redirect = { probe_expect: { status: [301, 308], location: OURS } };

/** What a surface answers, what makes of it "ok" or the class of its failure, and the status that is kept. */
const CASES: [says: string, Answer, expected: string, status: number | null, Partial<SurfaceEntry>?][] = [
  ["200", { body: "well" }, "ok", 200],
  ["204", { status: 204 }, "ok", 204],
  ["404", { status: 404 }, "status", 404],
  ["500", { status: 500, body: "secret-stack-trace" }, "status", 500],
  ["a redirect on its own host", moved("/well"), "ok", 200],
  ["a redirect on its own host to a 404", moved("/nowhere"), "status", 404],
  ["a redirect to itself, without end", ({ path }) => moved(path), "redirect", 302],
  ["a redirect to another host", () => moved(`${elsewhere.url}/well`), "redirect", 302],
  ["a redirect to nowhere", { status: 302 }, "redirect", 302],
  ["Cloudflare's word that its origin sent nonsense", { status: 520 }, "network", 520],
  ["Cloudflare's word of its own old tunnel", { status: 527 }, "network", 527],
  ["Cloudflare's word that its origin refused", { status: 521 }, "refused", 521],
  ["Cloudflare's word that its origin timed out", { status: 522 }, "timeout", 522],
  ["Cloudflare's word that its origin has no name", { status: 530 }, "dns", 530],
  ["401 where that is expected", { status: 401 }, "ok", 401, shut],
  ["200 where 401 is expected", {}, "status", 200, shut],
  ["the redirect that is expected", moved(`${OURS}/`, 301), "ok", 301, redirect],
  ["the expected redirect with a path", moved(`${OURS}/welcome?from=x`, 308), "ok", 308, redirect],
  ["an expected target by another status", moved(`${OURS}/`, 302), "redirect", 302, redirect],
  ["a redirect to a stranger", moved("https://parked.example/", 301), "redirect", 301, redirect],
  ["a redirect to a lookalike", moved(`${OURS}.parked.example/`, 301), "redirect", 301, redirect],
  ["a page where a redirect is expected", {}, "status", 200, redirect],
  ["the text that is expected", { body: 'x {"status":"ok"}' }, "ok", 200, text],
  ["another text than is expected", { body: "secret-error" }, "content", 200, text],
  ["nothing where text is expected", {}, "content", 200, text],
  ["half of its text and breaks off", { body: "x".repeat(5000), act: "cut" }, "network", null, text],
  ["the header that is expected", { headers: { "x-service": "api" } }, "ok", 200, header],
  ["no such header", {}, "content", 200, header],
  ["200 to HEAD only", ({ method }) => ({ status: method === "HEAD" ? 200 : 405 }), "ok", 200, head],
  ["nothing", { act: "hang" }, "timeout", null],
  ["too late", { afterMs: 5000 }, "timeout", null],
  ["nothing and hangs up", { act: "drop" }, "network", null],
];

/** workerd tells nobody why it has no connection; Cloudflare tells by a status (52x, 530). */
const UNREACHABLE: [string, (deadPort: number) => string][] = [
  ["where nobody listens", (port) => `http://127.0.0.1:${port}/`],
  ["that speaks no TLS", () => fake.url.replace("http:", "https:")],
  ["without a name", () => "https://no-such-host.invalid/"],
];

const TOKEN = ["token-id.access", "token-secret"] as const;
const ENV = { FLAG_STATUS_PROBER: "1", PROBE_TIMEOUT_MS: "2000", PROBE_RETRY_MS: "10" };
const behind = () =>
  ["/behind", "/behind/away", "/behind/on"].map((path, i) =>
    entry(`behind-${i}`, "probed", { probe_url: `${fake.url}${path}`, probe_auth: "access" }),
  );

const idOf = (i: number) => `case-${i}`;

beforeAll(async () => {
  fake = await startFakeServer({ "/well": {}, "/control": {} });
  elsewhere = await startFakeServer({ "/well": {} });
  for (const path of ["/behind", "/behind/inside"]) fake.at(path, {});
  fake.at("/behind/away", moved(`${elsewhere.url}/well`));
  fake.at("/behind/on", moved("/behind/inside"));
  for (const [i, [, answer]] of CASES.entries()) fake.at(`/${idOf(i)}`, answer);
  const deadPort = await findDeadPort();
  const registry = [
    ...CASES.map((each, i) => entry(idOf(i), "probed", { probe_url: `${fake.url}/${idOf(i)}`, ...each[4] })),
    ...UNREACHABLE.map(([, urlOf], i) => entry(idOf(CASES.length + i), "probed", { probe_url: urlOf(deadPort) })),
    ...behind(),
  ];
  const [PROBE_ACCESS_CLIENT_ID, PROBE_ACCESS_CLIENT_SECRET] = TOKEN;
  const PROBE_CONTROL_URLS = `${fake.url}/control`;
  server = await startServer({
    registry,
    env: { ...ENV, PROBE_CONTROL_URLS, PROBE_ACCESS_CLIENT_ID, PROBE_ACCESS_CLIENT_SECRET },
  });
  await minutesOf(server).pass();
  rows = new Map(await Promise.all(registry.map(async ({ id }) => [id, await probesOf(server, id)] as const)));
});
afterAll(async () => {
  await server.stop();
  await Promise.all([fake.stop(), elsewhere.stop()]);
});

const kept = (i: number) => rows.get(idOf(i))?.map((row) => [row.ok ? "ok" : row.error, row.status_code]);

describe("a surface that answers", () => {
  it.each(CASES.map(([says, , expected, status], i) => ({ says, expected, status, i })))(
    "$says is kept as $expected",
    ({ expected, status, i }) => {
      expect(kept(i)).toEqual([[expected, status]]);
    },
  );
});

describe("a surface", () => {
  it.each(UNREACHABLE.map(([says], i) => ({ says, i })))("$says is a failure of the network", ({ i }) => {
    expect(kept(CASES.length + i)).toEqual([["network", null]]);
  });
});

describe("a probe", () => {
  const caseOf = (part: string) => `/${idOf(CASES.findIndex(([says]) => says.includes(part)))}`;

  it("names itself, and uses the method that the registry asks for", () => {
    const agents = fake.asked.filter(({ path }) => path !== "/control").map(({ headers }) => headers["user-agent"]);
    expect(new Set(agents)).toEqual(new Set(["raxx-status-prober/1 (+https://status.raxx.app)"]));
    const heads = fake.asked.filter(({ method }) => method === "HEAD").map(({ path }) => path);
    expect(new Set(heads)).toEqual(new Set([caseOf("HEAD")]));
  });

  it("never follows a redirect to another host, and only a few on its own", () => {
    expect(elsewhere.asked).toEqual([]);
    expect(fake.to(caseOf("without end")).length).toBeLessThanOrEqual(2 * 5);
  });

  it("leaves no error text, address or body of the other side in any table or on the page", async () => {
    const stored = JSON.stringify(await dumpTables(server));
    const page = await get(server, "/");
    for (const said of [stored, page.text])
      expect(said).not.toMatch(/secret-|ECONN|internal error|lookup|connection lost|127\.0\.0\.1|no-such-host|parked/i);
  });
});

describe("probe_auth: access", () => {
  const NAMES = ["cf-access-client-id", "cf-access-client-secret"] as const;
  const sent = (path: string) => fake.to(path).map(({ headers }) => NAMES.map((name) => headers[name]));

  it("sends the service token to that surface's own host only, never where a redirect leads elsewhere", async () => {
    expect(sent("/behind")).toEqual([TOKEN]);
    expect(sent("/behind/on")).toEqual([TOKEN]);
    expect(sent("/behind/inside")).toEqual([TOKEN]);
    expect(sent("/behind/away")).toEqual([TOKEN, TOKEN]);
    expect(elsewhere.asked).toEqual([]);
    const others = fake.asked.filter(({ path }) => !path.startsWith("/behind"));
    expect(others.flatMap(({ headers }) => NAMES.map((name) => headers[name])).filter(Boolean)).toEqual([]);
    expect(JSON.stringify(await dumpTables(server))).not.toMatch(/token-id|token-secret/);
  });

  it("sends nothing while half of the token is missing", async () => {
    fake.asked.length = 0;
    const one = await startServer({ registry: behind(), env: { ...ENV, PROBE_ACCESS_CLIENT_ID: TOKEN[0] } });
    await minutesOf(one).pass();
    await one.stop();
    expect(sent("/behind")).toEqual([[undefined, undefined]]);
    expect(fake.asked.flatMap(({ headers }) => NAMES.map((name) => headers[name])).filter(Boolean)).toEqual([]);
  });
});
