import { describe, expect, it } from "vitest";
import { follow, get, iso, post, request, sleep, sleepUntil } from "../../support/http";
import { startServer } from "../../support/server";
import { serverForFile } from "../../support/server-for-file";
import { QUIET } from "../../support/surfaces";

const API = "/api/status/public";
const KEPT = ["/", API, `${API}/surfaces`, `${API}/incidents`];

const { server, operator } = serverForFile({ env: QUIET });

const cacheStatus = async (path: string, headers: HeadersInit = {}) =>
  (await get(server, path, headers)).headers.get("CF-Cache-Status");

/** Asks until a copy is kept, so that the next request could be a HIT. */
async function warm(path: string): Promise<string> {
  await get(server, path);
  const kept = await get(server, path);
  expect([path, kept.headers.get("CF-Cache-Status")]).toEqual([path, "HIT"]);
  return kept.text;
}

describe("a cold server", () => {
  it("answers 200 simultaneous requests, from few builds", async () => {
    const cold = await startServer({ env: QUIET });
    const paths = Array.from({ length: 200 }, (_, i) => KEPT[i % KEPT.length] as string);
    const answers = await Promise.all(paths.map((path) => get(cold, path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const path of KEPT) {
      const bodies = answers.filter((_, i) => paths[i] === path).map(({ text }) => text);
      expect([path, new Set(bodies).size]).toEqual([path, 1]);
    }
    await cold.stop();
  });

  it("misses once and hits after, with the copy's age", async () => {
    const cold = await startServer({ env: QUIET });
    for (const path of KEPT) {
      const [first, second] = [await get(cold, path), await get(cold, path)];
      expect([first, second].map(({ headers }) => headers.get("CF-Cache-Status"))).toEqual(["MISS", "HIT"]);
      expect(second.text).toBe(first.text);
      expect(second.headers.get("Age")).toMatch(/^\d+$/);
    }
    await cold.stop();
  });
});

describe("a write", () => {
  it("shows on the very next request, on the page and in the API", async () => {
    for (const [i, state] of ["DOWN", "PARTIAL", "OPERATIONAL"].entries()) {
      for (const path of KEPT) await warm(path);
      const public_note = `Seen at once ${i}.`;
      await operator.pin("demo-raxx-app", state, { public_note });
      const [page, feed, surfaces] = await Promise.all(KEPT.slice(0, 3).map((path) => get(server, path)));
      for (const answer of [page, feed, surfaces]) expect(answer?.text.includes(public_note)).toBe(true);
      expect((await operator.shown("demo-raxx-app")).state).toBe(state);
    }
    expect((await get(server, `${API}/incidents`)).text).toContain("demo-raxx-app");
  });

  it("that no reader sees leaves the page as it is", async () => {
    const before = await warm(`${API}/surfaces`);
    await operator.pin("no-such-surface", "DOWN");
    expect(await cacheStatus(`${API}/surfaces`)).toBe("HIT");
    expect((await get(server, `${API}/surfaces`)).text).toBe(before);
  });

  it("never loses against a build that was under way", async () => {
    for (let i = 0; i < 15; i++) {
      const public_note = `Race ${i}.`;
      const readers = Array.from({ length: 5 }, () => get(server, `${API}/surfaces`));
      await operator.pin("docs-raxx-app", "DEGRADED", { public_note });
      expect((await operator.shown("docs-raxx-app")).public_note).toBe(public_note);
      await Promise.all(readers);
      expect((await operator.shown("docs-raxx-app")).public_note).toBe(public_note);
    }
    await operator.pin("docs-raxx-app", "OPERATIONAL");
  });
});

describe("an order to forget (contract §4.5)", () => {
  const aliases = ["/api/internal/status/invalidate", "/internal/status/invalidate", "/internal/cache/invalidate"];
  const keys = (): Record<string, string>[] => [
    { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
    { "X-Status-Worker-Key": server.secrets.STATUS_WORKER_INTERNAL_KEY },
  ];

  it("is obeyed under each of its names, by either key, for all or for named surfaces", async () => {
    for (const path of aliases)
      for (const key of keys()) {
        const orders = [
          () => request(server, `${path}?surface=app-raxx-app`, { method: "POST", headers: key }),
          () => post(server, path, { surfaces: ["app-raxx-app", "cloudflare"] }, key),
          () => post(server, path, {}, key),
          () => request(server, path, { method: "POST", headers: key }),
        ];
        for (const order of orders) {
          await warm(API);
          expect((await order()).status).toBe(200);
          expect(await cacheStatus(API)).toMatch(/^(MISS|REVALIDATED|EXPIRED)$/);
        }
      }
  });

  it("of an unknown surface is 404, without a key 401", async () => {
    for (const path of aliases) {
      await warm(API);
      const refused = await request(server, `${path}?surface=nope`, { method: "POST", headers: keys()[0] ?? {} });
      expect([refused.status, refused.body.code]).toEqual([404, "unknown_surface"]);
      expect((await request(server, path, { method: "POST" })).status).toBe(401);
      expect(await cacheStatus(API)).toBe("HIT");
    }
  });
});

const contentOf = (headers: Headers): string | undefined => /^(?:W\/)?"([^"-]+)/.exec(headers.get("ETag") ?? "")?.[1];

describe("an unknown query string", () => {
  it.each(KEPT)("leads to the same response of %s", async (path) => {
    const { headers } = await get(server, path);
    const queries = Array.from({ length: 20 }, (_, i) => `?${"x".repeat(i % 7)}${i}=${Math.random()}&_=${i}`);
    for (const query of ["?", "?surface=cloudflare", "?_rsc=abc", "?%00=1", ...queries]) {
      const answer = await follow(server, `${path}${query}`);
      expect([query, answer.status]).toEqual([query, 200]);
      if (path !== "/") expect([query, contentOf(answer.headers)]).toEqual([query, contentOf(headers)]); // whose last day grows
    }
  });
});

/** Everything that is answered and never kept. */
const NEVER_KEPT: [string, RequestInit][] = [
  ["/api/internal/status/snapshot", {}],
  ["/api/internal/status/update-surface", { method: "POST", body: "{}" }],
  ["/internal/status/snapshot", {}],
  ["/api/webhooks/freescout", { method: "POST", body: "{}" }],
  ["/api/webhooks/freescout", {}],
  ["/no-such-page", {}],
  ["/api/no-such-route", {}],
  ["/api/status/public/no-such-route", {}],
  ["/internal/no-such-route", {}],
  ["/ops", {}],
  [API, { method: "POST" }],
  [API, { method: "OPTIONS" }],
  [API, { headers: { "X-Internal-Status-Token": "wrong" }, method: "DELETE" }],
  ["/", { method: "POST" }],
];

/** Other spellings of a public GET, and headers by which Next tells its own requests. */
const DISGUISED: [string, Record<string, string>][] = [
  [`${API}/surfaces/`, {}],
  [`${API}/?x=1`, {}],
  [`${API}/%73urfaces`, {}],
  [`/${API}/surfaces`, {}],
  [`${API}/surfaces`, { RSC: "1" }],
  [`${API}/surfaces`, { "Next-Action": "x" }],
  ["/", { "Next-Action": "x" }],
  ["/", { "Next-Router-Prefetch": "1" }],
  ["/?_rsc", { RSC: "1" }],
];

describe("a public GET in disguise", () => {
  it.each(DISGUISED)("%s %j is answered from a copy, or not at all", async (path, headers) => {
    await get(server, path, headers);
    for (let i = 0; i < 3; i++) {
      const answer = await get(server, path, headers);
      if (answer.status === 200) expect(answer.headers.get("CF-Cache-Status")).toBe("HIT");
      else expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
  });
});

describe("what is not a public GET", () => {
  it.each(NEVER_KEPT)("%s %j is no-store", async (path, init) => {
    const answer = await request(server, path, init);
    expect(answer.status).not.toBe(500);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("CF-Cache-Status") ?? "BYPASS").toMatch(/^(BYPASS|DYNAMIC)$/);
  });

  it("is no-store when it succeeds, too", async () => {
    const { token } = operator;
    for (const path of ["snapshot", "maintenance", "market-time"])
      expect((await get(server, `/api/internal/status/${path}`, token)).headers.get("Cache-Control")).toBe("no-store");
    expect((await operator.pin("ci-runners", "OPERATIONAL")).headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("the platform's own headers", () => {
  const own = ["Cloudflare-CDN-Cache-Control", "CDN-Cache-Control", "Cache-Tag", "X-Powered-By", "X-OpenNext"];

  it.each<[string, RequestInit]>([
    ...KEPT.map((path): [string, RequestInit] => [path, {}]),
    [`${API}/widgets/market-time`, {}],
    [API, { method: "HEAD" }],
    [API, { headers: { "If-None-Match": "*" } }],
    ...NEVER_KEPT,
    ...DISGUISED.map(([path, headers]): [string, RequestInit] => [path, { headers }]),
  ])("do not leave the server on %s %j", async (path, init) => {
    const { headers } = await request(server, path, init);
    expect(own.filter((name) => headers.has(name))).toEqual([]);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

describe("a copy", () => {
  it("does not outlive the clock's next change", async () => {
    const expiresAt = Date.now() + 3000;
    await operator.pin("ci-runners", "DOWN", { expires_at: iso(expiresAt), public_note: "A short trouble." });
    const seen = async () => (await operator.shown("ci-runners")).state;
    while (Date.now() < expiresAt - 1000) {
      expect(await seen()).toBe("DOWN");
      for (const path of KEPT) await get(server, path);
      await sleep(100);
    }
    await sleepUntil(expiresAt);
    expect(await seen()).toBe("UNKNOWN");
    for (const path of KEPT.slice(0, 3))
      expect([path, (await get(server, path)).text.includes("A short trouble.")]).toEqual([path, false]);
  });

  it("of market time is kept too, and is never older than its 30 s", async () => {
    const path = `${API}/widgets/market-time`;
    await get(server, path);
    const { headers, body } = await get<{ utc_now: string }>(server, path);
    expect(headers.get("CF-Cache-Status")).toBe("HIT");
    expect(Date.now() - Date.parse(body.utc_now)).toBeLessThan(30_000);
  });
});

describe("what the framework beneath would answer by itself", () => {
  it.each([
    "/cdn-cgi/image/w=1/http://127.0.0.1:1/a.png",
    "/cdn-cgi%2Fimage/w=1/http://127.0.0.1:1/a.png",
    "/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2Fa.png&w=64&q=75",
    "/_next/data/x/index.json",
    "/api/webhooks/freescout/%ff",
  ])("%s is not found, and fetches nothing", async (path) => {
    const { status, headers } = await request(server, path);
    expect([status, headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });
  it("a write to a path that looks like a file is no file's", async () => {
    expect((await post(server, "/api/x.css", {})).status).toBe(404);
  });
});
