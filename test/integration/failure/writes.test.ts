import { describe, expect, it } from "vitest";
import { deliver, runbook } from "../../support/freescout";
import { get, iso, type Problem, post, request } from "../../support/http";
import { expectUnbrokenChain, incidentOfTicket } from "../../support/records";
import { serverForFile } from "../../support/server-for-file";
import { QUIET } from "../../support/surfaces";
import { breakDatabase, logOf } from "./broken";
import { SURFACE } from "./public-reads";

const NOTE = "A note that no log may keep.";
const INTERNAL = "/api/internal/status";

const { server, operator } = serverForFile({ env: QUIET });

const delivery = () => runbook({ id: 77, updated: iso(Date.now()), tag: SURFACE, note: NOTE });

/** Every endpoint that writes, or that reads for known callers. */
const endpoints = (): [string, () => Promise<{ status: number; headers: Headers; body: Problem }>][] => [
  ["update-surface", () => operator.pin(SURFACE, "DOWN", { public_note: NOTE })],
  ["probe-results", () => operator.probe({ surface_id: SURFACE, ok: true, checked_at: iso(Date.now()) })],
  [
    "maintenance",
    () =>
      operator.plan({
        surface_ids: [SURFACE],
        starts_at: iso(Date.now() + 60_000),
        ends_at: iso(Date.now() + 120_000),
        public_note: NOTE,
      }),
  ],
  ["maintenance/{id}", () => operator.end("nothing-of-ours")],
  ["seed", () => post(server, `${INTERNAL}/seed`, {}, operator.token)],
  ["snapshot", () => get(server, `${INTERNAL}/snapshot`, operator.token)],
  ["heartbeat", () => get(server, `${INTERNAL}/heartbeat`, operator.token)],
  ["webhook", () => deliver(server, delivery()) as never],
];

const rowCounts = async () =>
  Promise.all(
    ["status_audit_log", "status_incidents", "incident_updates", "freescout_tickets", "maintenance_windows"].map(
      async (table) => (await server.sql<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n,
    ),
  );

describe("a write while D1 is gone", () => {
  it("is 503 with Retry-After at each endpoint, leaves nothing behind, and is applied when it is sent again", async () => {
    const before = await rowCounts();
    const mend = await breakDatabase(server);
    const answers: unknown[] = [];
    const log = await logOf(async () => {
      for (const [name, send] of endpoints()) {
        const { status, headers, body } = await send();
        answers.push([name, status, body?.code, headers.get("Retry-After")]);
      }
    });
    expect(answers).toEqual(endpoints().map(([name]) => [name, 503, "unavailable", "5"]));
    const failures = log.filter(({ msg }) => msg === "request failed");
    expect(failures).toHaveLength(answers.length);
    for (const line of failures) expect(line.request_id).toMatch(/^[\w-]{8,64}$/);
    const text = JSON.stringify(log);
    for (const secret of [NOTE, ...Object.values(server.secrets)]) expect(text).not.toContain(secret);
    await mend();
    expect(await rowCounts()).toEqual(before);

    expect((await deliver(server, delivery())).status).toBe(200);
    expect(await incidentOfTicket(server, 77)).toMatchObject([{ public_note: NOTE, resolved_at: null }]);
    await expectUnbrokenChain(server, SURFACE);
  });
});

describe("X-Request-Id", () => {
  /** A cached response has the id of the request that it was made for: a hit never reaches the Worker. */
  const CACHED = [
    "/",
    "/history",
    "/api/status/public",
    "/api/v2/summary.json",
    "/badge.svg",
    "/history.atom",
    "/embed",
  ];
  const PATHS = ["/nowhere", "/api/nowhere", "/ops", "/healthz", "/_next/image", `${INTERNAL}/snapshot`];
  const idOf = async (path: string, headers: Record<string, string> = {}) =>
    (await request(server, path, { headers })).headers.get("X-Request-Id");

  it.each(CACHED)("is on every answer of %s", async (path) => {
    for (const id of [await idOf(path), await idOf(path)]) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(PATHS)("is on every answer of %s, another each time", async (path) => {
    const ids = [await idOf(path), await idOf(path), await idOf(path)];
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(3);
  });

  it("is the caller's own only where that can carry nothing else", async () => {
    expect(await idOf("/nowhere", { "X-Request-Id": "raptor-2026-11-20-0001" })).toBe("raptor-2026-11-20-0001");
    for (const given of [
      "short",
      "x".repeat(65),
      "with space here",
      '{"a":"injected"}',
      "semi;colon;here",
      "ünicode-id",
    ]) {
      const id = await idOf("/api/nowhere", {
        "X-Request-Id": encodeURI(given) === given ? given : "a b c d e f g h",
      });
      expect([given, id]).toEqual([given, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    }
  });

  it("of a refused call is the one in our log", async () => {
    const mend = await breakDatabase(server);
    const name = "raptor-call-4711";
    const log = await logOf(() => get(server, `${INTERNAL}/snapshot`, { ...operator.token, "X-Request-Id": name }));
    await mend();
    expect(log).toEqual([expect.objectContaining({ msg: "request failed", request_id: name })]);
  });
});
