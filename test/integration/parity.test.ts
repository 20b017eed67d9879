import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/root";
import { type Answer, iso, request } from "../support/http";
import { operatorOf } from "../support/operator";
import { likenessOf, withoutTimes } from "../support/page-likeness";
import { startServer, type TestServer } from "../support/server";

type Two = { direct: Answer<unknown>; next: Answer<unknown> };

let direct: TestServer;
let next: TestServer;
let incident = "";
const folder = mkdtempSync(join(tmpdir(), "raxx-status-parity-"));

/** By which the header offers its form; no mail is sent. */
const MAIL = { POSTMARK_SERVER_TOKEN: "none" };

/** The same data twice: one server answers before Next, the other lets Next answer everything. Neither has a cache in front. */
beforeAll(async () => {
  const dirs = [join(folder, "direct"), join(folder, "next")] as const;
  const first = await startServer({ dataDir: dirs[0], withoutEdge: true });
  const operator = operatorOf(first);
  await operator.pin("docs-raxx-app", "PARTIAL", { public_note: "Some pages did not load." });
  await operator.pin("docs-raxx-app", "OPERATIONAL", { public_note: null });
  await operator.pin("api-service", "DOWN", { public_note: "Requests fail. We are working on it." });
  const start = Date.now() + 3_600_000;
  await operator.plan({ surface_ids: ["ci-runners"], starts_at: iso(start), ends_at: iso(start + 3_600_000) });
  incident =
    (await request<{ incidents: { id: string }[] }>(first, "/api/status/public/incidents")).body.incidents[0]?.id ?? "";
  await first.stop();
  cpSync(dirs[0], dirs[1], { recursive: true });
  direct = await startServer({ dataDir: dirs[0], withoutEdge: true, env: MAIL });
  next = await startServer({ dataDir: dirs[1], withoutEdge: true, env: { ...MAIL, FLAG_NEXT_ONLY: "1" } });
});
afterAll(async () => {
  await Promise.all([direct.stop(), next.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The same request to both; each server has a write token of its own. */
async function both(path: string, init: RequestInit = {}): Promise<Two> {
  const ask = (server: TestServer) => {
    const headers = new Headers(init.headers);
    if (headers.has(TOKEN)) headers.set(TOKEN, server.secrets.STATUS_INTERNAL_WRITE_TOKEN);
    return request(server, path, { ...init, headers });
  };
  const [one, other] = await Promise.all([ask(direct), ask(next)]);
  return { direct: one, next: other };
}

const TOKEN = "X-Internal-Status-Token";

const MANIFEST: Record<string, string> = JSON.parse(
  readFileSync(inRoot(".next", "app-path-routes-manifest.json"), "utf8"),
);

/** What stands for the open segments of a path. */
const FILLED: Record<string, string[]> = {
  "/api/[...path]": ["/api/nowhere/at/all"],
  "/internal/[...path]": ["/internal/nowhere"],
  "/api/v2/[...path]": ["/api/v2/summary.json", "/api/v2/incidents/unresolved.json", "/api/v2/nothing.json"],
  "/badges/[file]": ["/badges/api-service.svg", "/badges/api-service.json", "/badges/a%20b.svg", "/badges/%C3%A9.svg"],
  "/incidents/[id]": ["/incidents/{incident}"],
  "/[lang]/incidents/[id]": ["/de/incidents/{incident}"],
};

/** Each address that Next's build knows, Next's own internal pages apart. */
const addresses = Object.entries(MANIFEST)
  .filter(([file]) => !file.startsWith("/_"))
  .flatMap(([file, path]) =>
    (FILLED[path] ?? [path.replace("[lang]", "ja").replace(/\[\w+\]/g, "api-service")]).map((address) => ({
      address,
      isPage: file.endsWith("/page"),
    })),
  );
const endpoints = addresses.filter(({ isPage }) => !isPage).map(({ address }) => address);
const pages = addresses
  .filter(({ isPage, address }) => isPage && !address.startsWith("/ops"))
  .map(({ address }) => address);
const operatorsPages = addresses
  .filter(({ isPage, address }) => isPage && address.startsWith("/ops"))
  .map(({ address }) => address);

/** Named anew for each request, or made of the moment; a validator's second half is a time. */
const OWN = new Set(["x-request-id", "date", "connection", "keep-alive", "content-length", "transfer-encoding"]);
const headersOf = ({ headers }: Answer<unknown>, what: string): string[] =>
  [...headers]
    .filter(([name]) => !OWN.has(name) && !(name === "etag" && hasFigures(what)))
    .map(([name, value]) => `${name}: ${name === "etag" ? value.replace(/-\w+"$/, '-<time>"') : withoutTimes(value)}`)
    .sort();

/** A life that ends with the market's next event counts down. */
const CDN = /(max-age|stale-while-revalidate)=\d+/g;

/** Today's minutes, the percentages, and times in milliseconds grow between two requests, and the validator with them. */
const hasFigures = (what: string) => what.includes("uptime") || what.includes("snapshot");
const FIGURE = /\d+(?:\.\d+)?/g;

function expectAlike({ direct, next }: Two, what: string): void {
  expect([what, next.status]).toEqual([what, direct.status]);
  expect(headersOf(next, what).map((header) => header.replace(CDN, "$1"))).toEqual(
    headersOf(direct, what).map((header) => header.replace(CDN, "$1")),
  );
  const comparable = (text: string) => withoutTimes(hasFigures(what) ? text.replace(FIGURE, "<figure>") : text);
  expect(comparable(next.text)).toBe(comparable(direct.text));
}

it("covers every address", () => {
  expect(addresses.some(({ address }) => /[[\]]/.test(address))).toBe(false);
  expect(endpoints.length).toBeGreaterThan(50);
});

describe.each(endpoints)("%s", (address) => {
  it.each(["GET", "HEAD", "OPTIONS", "POST", "DELETE", "PATCH"])(
    "answers %s alike before Next and through it",
    async (method) => {
      const path = address.replace("{incident}", incident);
      expectAlike(await both(path, { method }), `${method} ${path}`);
    },
  );
});

describe("a write and its refusals", () => {
  it.each([
    ["malformed JSON", "{", "application/json"],
    ["another media type", "{}", "text/plain"],
    ["a field that is none", '{"surface_id": "nope"}', "application/json"],
    ["bytes that are no text", "\u0000\ufffd", "application/json"],
    [
      "a write",
      '{"surface_id": "ci-runners", "state": "DEGRADED", "state_source": "manual", "actor": "ops", "public_note": "Größe: 状態."}',
      "application/json",
    ],
  ])("%s", async (_, body, type) => {
    const init = { method: "POST", body, headers: { "Content-Type": type, [TOKEN]: "its own" } };
    expectAlike(await both("/api/internal/status/update-surface", init), body);
  });
});

const SUBSCRIBERS_OWN = /\/(?:subscribe\/(?:confirm|manage)|unsubscribe)$/;

describe.each(pages)("the page %s", (address) => {
  it("shows the same before Next and through it", async () => {
    const path = address.replace("{incident}", incident);
    const { direct: one, next: other } = await both(path);
    expect([path, one.status, other.status]).toEqual([path, 200, 200]);
    expect(likenessOf(other.text)).toEqual(likenessOf(one.text));
    for (const name of [
      "content-type",
      "x-frame-options",
      "strict-transport-security",
      "x-content-type-options",
      "permissions-policy",
    ])
      expect([name, other.headers.get(name)]).toEqual([name, one.headers.get(name)]);
    // No cache holds what Next renders: nothing in Next could say when the clock next changes it; nor what is one subscriber's own.
    expect([one.headers.get("Cache-Control"), other.headers.get("Cache-Control")]).toEqual([
      SUBSCRIBERS_OWN.test(path) ? "no-store" : "public, max-age=0",
      "no-store",
    ]);
  });
});

it.each(["/surfaces/nope", "/incidents/inc_99999", "/ja/surfaces/nope", "/no-such-page", "/xx/history"])(
  "%s is missing both ways, with a text that needs no scripts",
  async (path) => {
    const { direct: one, next: other } = await both(path);
    expect([one.status, other.status]).toEqual([404, 404]);
    expect([one.headers.get("Cache-Control"), other.headers.get("Cache-Control")]).toEqual(["no-store", "no-store"]);
    expect(other.text).toBe(one.text);
  },
);

/** Each leads to the page's one address; through Next perhaps by way of another. */
it.each([
  ["/en", "/"],
  ["/en/history", "/history"],
  ["/?lang=de", "/de"],
  ["/de/history?lang=fr", "/fr/history"],
  ["/history/", "/history"],
  ["/%64e/history", "/de/history"],
  ["/?utm_source=mail", "/"],
  ["/ja/surfaces/api-service?before=2026-08&a=1&a=2", "/ja/surfaces/api-service"],
  ["/history?before=2999-01", "/history"],
  ["/history?before=nonsense", "/history"],
])("%s leads to %s both ways", async (path, address) => {
  for (const server of [direct, next]) {
    let at = path;
    for (let hops = 0; hops < 3 && at !== address; hops++) {
      const { status, headers } = await request(server, at);
      expect([at, status]).toEqual([at, 308]);
      at = headers.get("Location") ?? "";
    }
    expect([path, at]).toEqual([path, address]);
    expect((await request(server, at)).status).toBe(200);
  }
});

it.each(operatorsPages)("%s is closed both ways", async (path) => {
  expectAlike(await both(path), path);
});
