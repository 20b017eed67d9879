import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Access, startAccess } from "../support/access";
import { deliver, runbook, signHex } from "../support/freescout";
import { get, iso, type Problem, post, request, sleep } from "../support/http";
import { operatorOf } from "../support/operator";
import { expectProblem } from "../support/problem";
import { securityFor, securityOf } from "../support/security";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";
import { breakDatabase } from "./failure/broken";

const FAILURES = 4;
const READS = 6;
const MINUTE_MS = 60_000;
const WEBHOOK = "/api/webhooks/freescout";
const SNAPSHOT = "/api/internal/status/snapshot";

let access: Access;
let server: TestServer;
beforeAll(async () => {
  access = await startAccess();
  const env = { ...QUIET, ...access.env, FREESCOUT_WEBHOOK_PATH_TOKEN: "" };
  server = await startServer({ env, limits: { FAILED_CREDENTIALS: FAILURES, UNCACHED_READS: READS } });
});
afterAll(() => Promise.all([server.stop(), access.stop()]));

let addresses = 0;
/** Somebody who has not been here yet. */
const stranger = () => ({ "CF-Connecting-IP": `203.0.113.${++addresses}` });

/** Counting begins anew with each minute of the clock: a test is not to meet that. */
async function awayFromTheMinute(): Promise<void> {
  const leftMs = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (leftMs < 10_000) await sleep(leftMs + 50);
}

const statuses = async (times: number, ask: () => Promise<{ status: number }>) => {
  const seen: number[] = [];
  for (let i = 0; i < times; i++) seen.push((await ask()).status);
  return seen;
};
const repeated = (status: number, times: number) => Array<number>(times).fill(status);

describe("a flood of failed credentials", () => {
  const BODY = runbook({ id: 1, tag: "app-raxx-app" });
  const forged = { "X-FreeScout-Signature": signHex(BODY, "a wrong secret") };
  const endpoints: [string, (headers: Record<string, string>) => Promise<{ status: number }>][] = [
    ["bad signatures", (headers) => post(server, WEBHOOK, BODY, { ...forged, ...headers })],
    ["wrong tokens in the path", (headers) => post(server, `${WEBHOOK}/guess`, BODY, headers)],
    ["no token", (headers) => get(server, SNAPSHOT, headers)],
    ["wrong tokens", (headers) => get(server, SNAPSHOT, { ...headers, "X-Internal-Status-Token": "guess" })],
    ["tokens for /ops", (headers) => get(server, "/ops", { ...headers, "Cf-Access-Jwt-Assertion": "a.b.c" })],
    ["tokens for its API", (headers) => get(server, "/api/ops/status", headers)],
  ];

  it.each(endpoints)("%s: meets 429 soon, and from then on", async (_, ask) => {
    await awayFromTheMinute();
    const from = stranger();
    expect(await statuses(FAILURES + 3, () => ask(from))).toEqual([...repeated(401, FAILURES), ...repeated(429, 3)]);
  });

  it("is told when to come back, in the form of every refusal", async () => {
    await awayFromTheMinute();
    const from = stranger();
    await statuses(FAILURES, () => get(server, SNAPSHOT, from));
    const refused = await get<Problem>(server, SNAPSHOT, from);
    expectProblem(refused, 429, "too_many_requests");
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect(securityOf(refused.headers)).toEqual(securityFor(SNAPSHOT, "data"));
  });

  it("keeps no good credential out, from the same address and in its midst, and nobody else", async () => {
    await awayFromTheMinute();
    const from = stranger();
    const flood = () => statuses(FAILURES + 1, () => post(server, WEBHOOK, BODY, { ...forged, ...from }));
    expect((await flood()).at(-1)).toBe(429);
    const genuine = runbook({ id: 9, tag: "app-raxx-app", updated: iso(Date.now()), note: "Some logins fail." });
    const signature = signHex(genuine, server.secrets.FREESCOUT_WEBHOOK_SECRET);
    const good = { ...from, "X-FreeScout-Signature": signature };
    const operator = { ...operatorOf(server).token, ...from };
    const person = { ...from, "Cf-Access-Jwt-Assertion": await access.token() };
    const [answers] = await Promise.all([
      statuses(FAILURES + 3, async () => {
        const delivered = await post(server, WEBHOOK, genuine, good);
        const read = await get(server, SNAPSHOT, operator);
        const seen = await get(server, "/api/ops/status", person);
        return { status: Math.max(delivered.status, read.status, seen.status) };
      }),
      flood(),
    ]);
    expect(answers).toEqual(repeated(200, FAILURES + 3));
    expect((await get(server, SNAPSHOT, stranger())).status).toBe(401);
  });

  it("costs no read of D1: it is answered the same with every table gone", async () => {
    await awayFromTheMinute();
    const mend = await breakDatabase(server);
    try {
      const from = stranger();
      const flood = () => post(server, WEBHOOK, BODY, { ...forged, ...from });
      expect(await statuses(FAILURES + 2, flood)).toEqual([...repeated(401, FAILURES), 429, 429]);
      expect((await deliver(server, BODY)).status).toBe(503); // a good one is what needs the tables
    } finally {
      await mend();
    }
  });
});

describe("a flood of reads", () => {
  const label = (n: number) => `/badge.svg?label=${n}`;

  it("that no cached response answers meets 429; what is cached, or reached by a credential, stays open", async () => {
    await awayFromTheMinute();
    const from = stranger();
    await get(server, label(0), from);
    let n = 0;
    const uncached = await statuses(READS + 2, () => get(server, label(++n), from));
    expect(uncached).toEqual([...repeated(200, READS - 1), ...repeated(429, 3)]);
    const refused = await get<Problem>(server, label(99), from);
    expect([refused.body.code, refused.headers.get("Retry-After")]).toEqual(["too_many_requests", "60"]);
    expect(refused.headers.get("Cache-Control")).toBe("no-store");
    for (const path of ["/nowhere", "/healthz", "/surfaces/nobody"])
      expect((await get(server, path, from)).status).toBe(429);
    expect(await statuses(READS + 2, () => get(server, label(1), from))).toEqual(repeated(200, READS + 2));
    expect((await get(server, "/icon.svg", from)).status).toBe(200);
    expect((await get(server, SNAPSHOT, { ...from, ...operatorOf(server).token })).status).toBe(200);
  });

  it("costs nobody else an answer, nor is a refusal kept for them", async () => {
    await awayFromTheMinute();
    const from = stranger();
    let n = 1_000;
    await statuses(READS, () => get(server, label(++n), from));
    expect((await get(server, label(2_000), from)).status).toBe(429);
    expect((await get(server, label(2_000), stranger())).status).toBe(200);
    expect((await get(server, label(2_000), from)).status).toBe(200); // kept by now
  });

  it("of one path at once is one read", async () => {
    await awayFromTheMinute();
    const from = stranger();
    const all = await Promise.all(Array.from({ length: READS * 3 }, () => get(server, label(3_000), from)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe("a credential in an address", () => {
  const TOKEN = "X-Internal-Status-Token";

  it.each([SNAPSHOT, "/internal/status/snapshot"])("opens nothing at %s, and is told where it goes", async (path) => {
    for (const value of ["guess", server.secrets.STATUS_INTERNAL_WRITE_TOKEN]) {
      const refused = await get<Problem>(server, `${path}?${TOKEN}=${value}`, stranger());
      expectProblem(refused, 401, "unauthorized");
      expect(refused.body.issues).toEqual([{ path: TOKEN, message: expect.stringMatching(/^send it in a header/) }]);
    }
  });

  it("is refused beside a good one in its header, and the write is not done", async () => {
    const { token } = operatorOf(server);
    const write = { surface_id: "api-service", state: "DOWN", state_source: "manual", actor: "ops" };
    const refused = await post<Problem>(server, "/api/internal/status/update-surface?api_key=x", write, token);
    expectProblem(refused, 400, "credential_in_query");
    expect(refused.body.issues?.map(({ path }) => path)).toEqual(["api_key"]);
    expect(refused.text).not.toContain(server.secrets.STATUS_INTERNAL_WRITE_TOKEN);
    const rows = await server.sql(
      "SELECT state FROM surface_state WHERE surface_id = 'api-service' AND state = 'DOWN'",
    );
    expect(rows).toEqual([]);
  });

  it("is refused of a delivery that is signed", async () => {
    const body = runbook({ id: 31, tag: "app-raxx-app", updated: iso(Date.now()) });
    const signature = signHex(body, server.secrets.FREESCOUT_WEBHOOK_SECRET);
    const signed = { "X-FreeScout-Signature": signature };
    expectProblem(await post(server, `${WEBHOOK}?signature=x`, body, signed), 400, "credential_in_query");
    expect(await server.sql("SELECT * FROM freescout_tickets WHERE freescout_ticket_id = 31")).toEqual([]);
  });

  it("is refused of an operator, too", async () => {
    const headers = { "Cf-Access-Jwt-Assertion": await access.token() };
    const path = "/api/ops/status?Cf-Access-Jwt-Assertion=x";
    expectProblem(await request(server, path, { headers }), 400, "credential_in_query");
  });
});
