import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRoutes, publicFiles } from "../support/app-routes";
import { EXPIRING, expire, revalidated } from "../support/expire";
import { get, type Problem, request } from "../support/http";
import { operatorOf } from "../support/operator";
import { type Kind, securityFor, securityOf } from "../support/security";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";

const WRITE = "/api/internal/status/update-surface";
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "DELETE"];

let server: TestServer;
let token: Record<string, string>;
beforeAll(async () => {
  const env = { ...QUIET, OPS_LOCAL_OPERATOR: "shift@raxx.app", FREESCOUT_SERVICE_TOKEN: "" };
  server = await startServer({ env, entry: EXPIRING });
  const operator = operatorOf(server);
  token = operator.token;
  await operator.pin("app-raxx-app", "DOWN", { public_note: "Some logins fail." });
});
afterAll(() => server.stop());

const ask = (path: string, init: RequestInit = {}) => request<Problem>(server, path, init);

async function expectSecured(path: string, kind: Kind, init: RequestInit = {}) {
  const answer = await ask(path, init);
  expect([path, securityOf(answer.headers)]).toEqual([path, securityFor(path, kind)]);
  return answer;
}

const isRead = (method: string) => method === "GET" || method === "HEAD";

function kindOf({ path, isPage }: { path: string; isPage: boolean }, method: string): Kind {
  if (path === "/embed") return "frame";
  if (isPage && isRead(method)) return "page";
  return path.endsWith(".svg") && isRead(method) ? "picture" : "data";
}

describe("what browsers are told of each route of app/", async () => {
  const routes = await appRoutes();

  it("is asked of all of them", () => {
    const paths = routes.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(60);
    expect(paths).toEqual(expect.arrayContaining(["/", "/embed", "/ops", "/healthz", WRITE, "/sitemap.xml"]));
  });

  it.each(routes.map((route) => [route.path, route] as const))("%s", async (path, route) => {
    for (const method of METHODS) await expectSecured(path, kindOf(route, method), { method });
  });
});

describe("what they are told of a file", () => {
  const files = publicFiles();

  it.each(files)("%s", async (path) => {
    expect((await expectSecured(path, "data")).status).toBe(200);
    await expectSecured(path, "data", { method: "HEAD" });
  });

  it("is the platform's own answer: reads only, and no name in our log", async () => {
    for (const method of ["OPTIONS", "POST"]) {
      const { status, text, headers } = await expectSecured("/embed.js", "data", { method });
      expect([status, text, headers.get("X-Request-Id")]).toEqual([405, "", null]);
    }
  });

  it("of the build", async () => {
    const { text } = await get(server, "/");
    const built = [...new Set(text.match(/\/_status\/[\w.-]+\.js/g))];
    expect(built.length).toBeGreaterThanOrEqual(3);
    for (const path of built) expect((await expectSecured(path, "data")).status).toBe(200);
  });
});

describe("what they are told of a refusal", () => {
  const json = (body: string, type = "application/json") => ({
    method: "POST",
    headers: { "Content-Type": type, ...token },
    body,
  });
  const refusals: [number, string, Kind, () => RequestInit][] = [
    [400, WRITE, "data", () => json("{")],
    [400, `${WRITE}?token=x`, "data", () => json("{}")],
    [401, WRITE, "data", () => ({ method: "POST" })],
    [401, "/api/webhooks/freescout", "data", () => ({ method: "POST", body: "{}" })],
    [403, "/api/ops/invalidate", "data", () => ({ method: "POST", body: "{}" })],
    [404, "/nowhere", "page", () => ({})],
    [404, "/surfaces/nobody", "page", () => ({})],
    [404, "/ops/nowhere", "page", () => ({})],
    [404, "/_next/static/none.js", "page", () => ({})],
    [404, "/badges/nobody.svg", "data", () => ({})],
    [404, "/api/v2/nothing.json", "data", () => ({})],
    [404, "/cdn-cgi/x", "data", () => ({})],
    [404, "/%ff", "data", () => ({})],
    [405, "/", "data", () => ({ method: "POST" })],
    [404, "/nowhere", "data", () => ({ method: "PUT" })],
    [405, WRITE, "data", () => ({ headers: token })],
    [413, WRITE, "data", () => json(" ".repeat(70_000))],
    [415, WRITE, "data", () => json("{}", "text/plain")],
    [422, WRITE, "data", () => json("{}")],
    [422, "/api/status/public/uptime?days=x", "data", () => ({})],
    [503, "/api/internal/status/freescout-webhook", "data", () => json("{}")],
  ];

  it.each(refusals)("%i of %s", async (status, path, kind, init) => {
    expect((await expectSecured(path, kind, init())).status).toBe(status);
  });

  it("304 of a cached response", async () => {
    const { headers } = await get(server, "/");
    const again = await expectSecured("/", "page", { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
    expect(again.status).toBe(304);
  });
});

describe("what they are told of a copy that its origin has confirmed", () => {
  it.each<[string, Kind]>([
    ["/", "page"],
    ["/badge.svg", "picture"],
    ["/embed", "frame"],
    ["/api/v2/summary.json", "data"],
  ])("is what they were told before: %s", async (path, kind) => {
    const before = await ask(path);
    await expire(server);
    const after = await revalidated(server, path, before.headers);
    expect(securityOf(after.headers)).toEqual(securityFor(path, kind));
    expect(after.headers.get("ETag")).toBe(before.headers.get("ETag"));
    const policies = [before, after].map(({ headers }) => headers.get("Content-Security-Policy"));
    expect(policies[1]).toBe(policies[0]);
  });
});

describe("the scripts of a page", async () => {
  const PAGES = (await appRoutes()).filter(({ isPage }) => isPage);
  const paths = [...PAGES.map(({ path }) => path), "/ja", "/nowhere", "/ops/nowhere", "/surfaces/nobody"];
  /** Data runs nothing. */
  const runs = ([, given = ""]: RegExpMatchArray) => !given.startsWith(' type="application/json" ');
  const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

  it.each(paths)("of %s are files of ours, or named by their hash, and so is its style", async (path) => {
    const { headers, text } = await get(server, path);
    const policy = headers.get("Content-Security-Policy") ?? "";
    const elements = [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    const inline = elements.filter(([, given = ""]) => !given.includes(' src="/')).filter(runs);
    const sources = (directive: string) =>
      (new RegExp(`${directive} 'self'([^;]*)`).exec(policy)?.[1] ?? "").split(" ").filter(Boolean);
    expect(new Set(sources("script-src"))).toEqual(new Set(inline.map(([, , body = ""]) => hashOf(body))));
    const styles = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, body = ""]) => hashOf(body));
    expect(sources("style-src")).toEqual(styles);
    expect(text).not.toMatch(/<[^>]+ (?:style|on\w+)="/);
  });

  it("take little room in the header, amid incidents too", async () => {
    const operator = operatorOf(server);
    const ids = (await operator.snapshot()).map(({ id }) => id);
    for (const id of ids) await operator.pin(id, "DOWN", { public_note: "Some requests fail. ".repeat(13) });
    const { headers } = await get(server, "/");
    expect(headers.get("Content-Security-Policy")?.length).toBeLessThan(1_000);
  });
});
