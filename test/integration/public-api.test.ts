import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, iso, type Problem, post, request, sleep } from "../support/http";
import { operatorOf, type PublicIncident, type PublicSurface } from "../support/operator";
import { startServer, type TestServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

/** The registry's list, in its order (contract §1.1). */
const REGISTERED =
  `raxx-app getraxx-com app-raxx-app demo-raxx-app docs-raxx-app internal-docs-raxx-app console-raxx-app
  tickets-raxx-app status-raxx-app email-outbound-transactional email-inbound-support api-service vault-raxx-app ci-runners
  cloudflare heroku-platform email-delivery billing-payment workspace secrets-management
  broker-connectivity market-data-feed trade-execution`.split(/\s+/);

const SURFACE_KEYS = `id display_name category state state_since ticket_pending public_note public_description
  last_checked_at maintenance_until`.split(/\s+/);
const INCIDENT_KEYS = "id surface_id surface_display_name severity opened_at resolved_at public_note".split(" ");
const MARKET_KEYS = "generated_at utc_now et_now market_state next_event holiday".split(" ");
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const API = "/api/status/public";
const PATHS = [
  [API, 60],
  [`${API}/surfaces`, 60],
  [`${API}/incidents`, 300],
  [`${API}/maintenance`, 60],
  [`${API}/page`, 60],
  [`${API}/widgets/market-time`, 30],
] as const;

/** Without compression, which the edge adds with a weak validator. */
const AS_IT_IS = { "Accept-Encoding": "identity" };

const { server, operator } = serverForFile({ env: QUIET });
beforeAll(async () => {
  await operator.pin("docs-raxx-app", "PARTIAL", { public_note: "Some pages did not load." });
  await operator.pin("docs-raxx-app", "OPERATIONAL", { public_note: null });
});

describe("the shape of", () => {
  it("/surfaces is contract §8.2's, field for field, with 23 surfaces in the registry's order", async () => {
    const { body } = await get<{ surfaces: PublicSurface[]; generated_at: string }>(server, `${API}/surfaces`);
    expect(Object.keys(body)).toEqual(["generated_at", "overall_status", "surfaces"]);
    expect(body.surfaces.map(({ id }) => id)).toEqual(REGISTERED);
    for (const surface of body.surfaces) expect(Object.keys(surface)).toEqual(SURFACE_KEYS);
    const times = body.surfaces.map((surface) => surface.state_since);
    for (const time of [body.generated_at, ...times]) expect(time).toMatch(SECONDS);
    expect(body.surfaces[14]).toEqual({
      id: "cloudflare",
      display_name: "Cloudflare",
      category: "upstream_3p",
      state: "UNKNOWN",
      state_since: expect.stringMatching(SECONDS),
      ticket_pending: false,
      public_note: null,
      public_description:
        "CDN, DDoS protection, and access management. Cloudflare incidents may affect all Raxx-owned sites.",
      last_checked_at: null,
      maintenance_until: null,
    });
  });

  it("/surfaces gives whole seconds of a probe and of a maintenance", async () => {
    const checkedAt = Math.floor(Date.now() / 1000) * 1000;
    await operator.probe({ surface_id: "raxx-app", ok: true, checked_at: iso(checkedAt + 123), latency_ms: 4321 });
    expect((await operator.shown("raxx-app")).last_checked_at).toBe(iso(checkedAt).replace(".000Z", "Z"));
    const end = iso(checkedAt + 3_600_000);
    await operator.pin("console-raxx-app", "MAINTENANCE", { maintenance_until: end });
    expect((await operator.shown("console-raxx-app")).maintenance_until).toBe(end.replace(".000Z", "Z"));
    await operator.pin("console-raxx-app", "OPERATIONAL");
    expect((await operator.shown("console-raxx-app")).maintenance_until).toBeNull();
  });

  it("/incidents is contract §8.3's, field for field", async () => {
    const { body } = await get<{ incidents: PublicIncident[] }>(server, `${API}/incidents`);
    expect(Object.keys(body)).toEqual(["generated_at", "incidents"]);
    for (const incident of body.incidents) expect(Object.keys(incident)).toEqual(INCIDENT_KEYS);
    expect(body.incidents.at(-1)).toEqual({
      id: "inc_00001",
      surface_id: "docs-raxx-app",
      surface_display_name: "Documentation",
      severity: "partial",
      opened_at: expect.stringMatching(SECONDS),
      resolved_at: expect.stringMatching(SECONDS),
      public_note: "Some pages did not load.",
    });
  });

  it("/maintenance is what runs or is scheduled, by start, each field told", async () => {
    const at = (ms: number) => `${iso(Math.floor(Date.now() / 1000) * 1000 + ms).slice(0, 19)}Z`;
    const [later, ends] = [at(7_200_000), at(10_800_000)];
    const surface_ids = ["docs-raxx-app", "demo-raxx-app"];
    const next = await operator.plan({ surface_ids, starts_at: later, ends_at: ends, public_note: "Upgrade." });
    const running = await operator.plan({ surface_ids: ["ci-runners"], starts_at: at(-60_000), ends_at: later });
    const { body } = await get<Record<string, unknown[]>>(server, `${API}/maintenance`);
    expect(Object.keys(body)).toEqual(["generated_at", "windows"]);
    expect(body.windows).toMatchObject([
      { id: running.body.id, surface_ids: ["ci-runners"], phase: "running", public_note: null, ends_at: later },
      {
        id: next.body.id,
        surface_ids: ["demo-raxx-app", "docs-raxx-app"],
        surface_display_names: ["Demo", "Documentation"],
        starts_at: later,
        ends_at: ends,
        phase: "scheduled",
        public_note: "Upgrade.",
      },
    ]);
    for (const { body } of [next, running]) await operator.end(body.id);
    expect((await get<Record<string, unknown[]>>(server, `${API}/maintenance`)).body.windows).toEqual([]);
  });

  it("/widgets/market-time is contract §14's, field for field", async () => {
    type Body = Record<string, string> & { next_event: { event: string; at: string } };
    const { body } = await get<Body>(server, `${API}/widgets/market-time`);
    expect(Object.keys(body)).toEqual(MARKET_KEYS);
    expect([body.generated_at, body.utc_now, body.next_event.at].filter((time) => !SECONDS.test(time ?? ""))).toEqual(
      [],
    );
    expect(body.et_now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[45]:00$/);
    expect(["open", "closed", "pre-market", "after-hours", "holiday"]).toContain(body.market_state);
    expect(Object.keys(body.next_event)).toEqual(["event", "at"]);
    expect(["pre_market_open", "market_open", "market_close", "after_hours_close"]).toContain(body.next_event.event);
  });

  it("the whole feed is contract §8.4's: the same parts in one response", async () => {
    const { body } = await get<Record<string, unknown>>(server, API);
    const [surfaces, incidents] = await Promise.all([
      get<Record<string, unknown>>(server, `${API}/surfaces`),
      get<Record<string, unknown>>(server, `${API}/incidents`),
    ]);
    expect(Object.keys(body)).toEqual(["generated_at", "overall_status", "surfaces", "incidents", "market_time"]);
    expect(body.surfaces).toEqual(surfaces.body.surfaces);
    expect(body.overall_status).toBe(surfaces.body.overall_status);
    expect(body.incidents).toEqual(incidents.body.incidents);
    expect(Object.keys(body.market_time as object)).toEqual(MARKET_KEYS);
  });
});

const CORS = {
  "access-control-allow-origin": "https://status.raxx.app",
  "access-control-allow-methods": "GET",
  "access-control-max-age": "86400",
};

const asked = (of: TestServer, path: string) => [
  ...["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"].map((method) => request(of, path, { method })),
  get(of, path, { "If-None-Match": "*" }),
  get(of, path, { Origin: "https://elsewhere.example" }),
];

it("contract §7.4's CORS headers, and no others, are on every answer of every path", async () => {
  const answers = (await Promise.all(PATHS.map(([path]) => Promise.all(asked(server, path))))).flat();
  const found = answers.map(({ headers }) => [...headers].filter(([name]) => name.startsWith("access-control-")));
  expect(found.map((cors) => Object.fromEntries(cors))).toEqual(answers.map(() => CORS));
});

describe.each(PATHS)("%s", (path, maxAge) => {
  it("is JSON, public for the seconds of contract §9.1, with a strong ETag and the CORS headers of contract §7.4", async () => {
    const { status, headers } = await get(server, path, { Origin: "https://elsewhere.example", ...AS_IT_IS });
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toMatch(/^application\/json/);
    expect(headers.get("Cache-Control")).toBe(`public, max-age=${maxAge}`);
    expect(headers.get("ETag")).toMatch(/^"[^"]+"$/);
  });

  it("answers HEAD with GET's headers and no body", async () => {
    const [head, whole] = [await request(server, path, { method: "HEAD" }), await get(server, path)];
    expect([head.status, head.text]).toEqual([200, ""]);
    for (const name of ["Content-Type", "Cache-Control", "ETag"])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it("answers 304 to the ETag it gave, in a list and as a weak one too", async () => {
    const etag = (await get(server, path, AS_IT_IS)).headers.get("ETag") ?? "";
    for (const asked of [etag, `"other", ${etag}`, `W/${etag}`, "*"]) {
      const again = await get(server, path, { "If-None-Match": asked, ...AS_IT_IS });
      expect([again.status, again.text]).toEqual([304, ""]);
      expect(again.headers.get("ETag")).toBe(etag);
      expect(again.headers.get("Cache-Control")).toBe(`public, max-age=${maxAge}`);
    }
    expect((await get(server, path, { "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("refuses other methods with 405, Allow and no-store", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const { status, body, headers } = await request(server, path, { method });
      expect([method, status, body.code]).toEqual([method, 405, "method_not_allowed"]);
      expect(headers.get("Content-Type")).toBe("application/problem+json");
      expect(headers.get("Allow")?.split(", ").sort()).toEqual(["GET", "HEAD", "OPTIONS"]);
      expect(headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("answers OPTIONS, the preflight too", async () => {
    const preflight = { Origin: "https://status.raxx.app", "Access-Control-Request-Method": "GET" };
    const answer = await request(server, path, { method: "OPTIONS", headers: preflight });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(answer.headers.get("Allow")?.split(", ").sort()).toEqual(["GET", "HEAD", "OPTIONS"]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("a rebuild that differs only in generated_at", () => {
  it("keeps the bytes and the ETag of each path", async () => {
    const paths = [API, `${API}/surfaces`, `${API}/incidents`, `${API}/maintenance`];
    const before = await Promise.all(paths.map((path) => get(server, path)));
    await sleep(1100); // generated_at has whole seconds
    await post(server, "/api/internal/status/invalidate", {}, operator.token);
    for (const [i, path] of paths.entries()) {
      const etag = before[i]?.headers.get("ETag") ?? "";
      expect((await get(server, path, { "If-None-Match": etag })).status).toBe(304);
      const after = await get(server, path);
      expect([after.text, after.headers.get("ETag")]).toEqual([before[i]?.text, etag]);
    }
  });

  it("is told from one that says something new", async () => {
    const before = await get(server, API);
    await operator.pin("ci-runners", "DEGRADED");
    const after = await get(server, API, { "If-None-Match": before.headers.get("ETag") ?? "" });
    expect(after.status).toBe(200);
    expect(after.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
    await operator.pin("ci-runners", "OPERATIONAL");
  });
});

describe("with FLAG_STATUS_PUBLIC_ENDPOINT=0", () => {
  let dark: TestServer;
  beforeAll(async () => {
    dark = await startServer({ env: { ...QUIET, FLAG_STATUS_PUBLIC_ENDPOINT: "0" } });
  });
  afterAll(() => dark.stop());

  it("every path is 404 not_enabled with its CORS headers, and is stored by nobody", async () => {
    for (const [path] of PATHS) {
      const { status, headers, body } = await get<Problem>(dark, path);
      expect([path, status, body.code, body.status]).toEqual([path, 404, "not_enabled", 404]);
      expect(headers.get("Content-Type")).toBe("application/problem+json");
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(Object.fromEntries(headers)).toMatchObject(CORS);
    }
  });

  it("the page is 404 and shows no surface, while operators go on", async () => {
    const page = await get(dark, "/");
    expect([page.status, page.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
    expect(page.text).not.toContain("Operator Console");
    expect((await operatorOf(dark).snapshot()).length).toBe(23);
  });
});
