import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Access, AUDIENCE, makeKey, startAccess } from "../../support/access";
import { get, type Problem, post } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";

const STATUS = "/api/ops/status";
const registry = [entry("plain-0", "plain")];
let access: Access;
let server: TestServer;
beforeAll(async () => {
  access = await startAccess();
  server = await startServer({ registry, env: access.env });
});
afterAll(() => Promise.all([server.stop(), access.stop()]));

const nowS = () => Math.floor(Date.now() / 1000);
const withToken = (token: string) => ({ "Cf-Access-Jwt-Assertion": token });
const status = (headers: HeadersInit = {}) => get<Problem>(server, STATUS, headers);
const unsigned = (header: object, claims: object) =>
  `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

describe("whom the gate lets in", () => {
  it("is a person whose token Access signed", async () => {
    const answer = await status(withToken(await access.token()));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(answer.headers.get("X-Frame-Options")).toBe("DENY");
  });

  it("is a service token, under its own name", async () => {
    const token = await access.token({ claims: { email: undefined, common_name: "abc.access", sub: "" } });
    const headers = { ...withToken(token), Origin: server.url };
    expect((await post(server, "/api/ops/invalidate", {}, headers)).status).toBe(200);
    const rows = await server.sql<{ actor: string }>("SELECT actor FROM operator_actions");
    expect(rows.map(({ actor }) => actor)).toEqual(["service:abc.access"]);
  });

  it("is one of several applications", async () => {
    const token = await access.token({ claims: { aud: ["another", AUDIENCE] } });
    expect((await status(withToken(token))).status).toBe(200);
  });
});

describe("whom the gate refuses (401)", () => {
  const forged: [string, () => Promise<HeadersInit> | HeadersInit][] = [
    ["nobody", () => ({})],
    ["an empty token", () => withToken("")],
    ["no token at all", () => withToken("ops@raxx.app")],
    ["a token for another application", async () => withToken(await access.token({ claims: { aud: ["other"] } }))],
    ["a token for none", async () => withToken(await access.token({ claims: { aud: undefined } }))],
    ["a token of another team", async () => withToken(await access.token({ claims: { iss: "https://evil.example" } }))],
    ["an expired token", async () => withToken(await access.token({ claims: { exp: nowS() - 60 } }))],
    ["a token that never expires", async () => withToken(await access.token({ claims: { exp: undefined } }))],
    ["a token of tomorrow", async () => withToken(await access.token({ claims: { nbf: nowS() + 600 } }))],
    ["a token that names nobody", async () => withToken(await access.token({ claims: { email: undefined } }))],
    ["a token with a blank name", async () => withToken(await access.token({ claims: { email: " \n@x" } }))],
    ["a token signed by a stranger", async () => withToken(await access.token({ key: await makeKey("key-1") }))],
    ["a token of an unknown key", async () => withToken(await access.token({ key: await makeKey("key-9") }))],
    ["a token without a key's name", async () => withToken(await access.token({ header: { kid: undefined } }))],
    ["a token in the cookie only", async () => ({ Cookie: `CF_Authorization=${await access.token()}` })],
    ["a token as a bearer", async () => ({ Authorization: `Bearer ${await access.token()}` })],
    ["two tokens", async () => withToken(`${await access.token()}, ${await access.token()}`)],
    [
      "an unsigned token (alg: none)",
      () => {
        const claims = { aud: [AUDIENCE], iss: access.url, exp: nowS() + 600, email: "ops@raxx.app" };
        return withToken(unsigned({ alg: "none", kid: "key-1" }, claims));
      },
    ],
    [
      "a token signed with the public key as a shared secret (HS256)",
      async () => {
        const secret = new TextEncoder().encode(await access.publicPem());
        return withToken(await access.token({ header: { alg: "HS256" }, secret }));
      },
    ],
    [
      "a token with the signature of another",
      async () => {
        const [head, , signature] = (await access.token()).split(".");
        const [, claims] = (await access.token({ claims: { email: "boss@raxx.app" } })).split(".");
        return withToken([head, claims, signature].join("."));
      },
    ],
  ];

  it.each(forged)("%s", async (_, headers) => {
    const answer = await status(await headers());
    expectProblem(answer, 401, "unauthorized");
    expect(answer.text).not.toContain("plain-0");
    expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(answer.headers.get("X-Frame-Options")).toBe("DENY");
  });

  it("a token in the query", async () => {
    const token = await access.token();
    expectProblem(await get(server, `${STATUS}?Cf-Access-Jwt-Assertion=${token}&token=${token}`), 401, "unauthorized");
  });
});

describe("a request that changes something", () => {
  const act = async (headers: Record<string, string>) =>
    post<Problem>(server, "/api/ops/invalidate", {}, { ...withToken(await access.token()), ...headers });

  it.each<[string, () => Record<string, string>]>([
    ["without an Origin", () => ({})],
    ["from another site", () => ({ Origin: "https://evil.example" })],
    ["from nowhere", () => ({ Origin: "null" })],
    ["from another port of this host", () => ({ Origin: "http://127.0.0.1:1" })],
    ["that a browser calls cross-site", () => ({ Origin: server.url, "Sec-Fetch-Site": "cross-site" })],
    ["that a browser calls same-site", () => ({ Origin: server.url, "Sec-Fetch-Site": "same-site" })],
  ])("%s is refused (403)", async (_, headers) => {
    expectProblem(await act(headers()), 403, "foreign_origin");
  });

  it("from our own pages is served", async () => {
    expect((await act({ Origin: server.url, "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
  });
});

describe("keys", () => {
  it("that are new are found, those that went are refused, and unknown ones don't hammer the key server", async () => {
    const next = await makeKey("key-es", "ES256");
    const fresh = await startServer({ registry, env: access.env });
    try {
      const ask = async (key = access.first) =>
        (await get(fresh, STATUS, withToken(await access.token({ key })))).status;
      expect(await ask()).toBe(200);
      const before = access.asked();
      for (let i = 0; i < 10; i++) expect(await ask(await makeKey(`stranger-${i}`))).toBe(401);
      expect(access.asked() - before).toBeLessThanOrEqual(1);
      await access.publish(access.first, next);
      const another = await startServer({ registry, env: access.env });
      expect((await get(another, STATUS, withToken(await access.token({ key: next })))).status).toBe(200);
      await another.stop();
    } finally {
      await access.publish(access.first);
      await fresh.stop();
    }
  });

  it("that are known still open while the key server is down; without any it is 503", async () => {
    expect((await status(withToken(await access.token()))).status).toBe(200);
    await access.fail();
    const cold = await startServer({ registry, env: access.env });
    try {
      expect((await status(withToken(await access.token()))).status).toBe(200);
      expectProblem(await get(cold, STATUS, withToken(await access.token())), 503, "unavailable");
    } finally {
      await access.publish(access.first);
      await cold.stop();
    }
  });
});

describe("a server that is not configured", () => {
  it.each([
    ["at all", {}],
    ["with an audience", { ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com" }],
    ["with a team", { ACCESS_AUD: AUDIENCE }],
  ])("%s is closed (503), also to a good token", async (_, env) => {
    const closed = await startServer({ registry, env });
    try {
      for (const headers of [{}, withToken(await access.token())])
        expectProblem(await get(closed, STATUS, headers), 503, "not_configured");
    } finally {
      await closed.stop();
    }
  });

  it("on this machine lets its one operator in, and still asks where a request comes from", async () => {
    const local = await startServer({ registry, env: { OPS_LOCAL_OPERATOR: "dev@example.com" } });
    try {
      expect((await get(local, STATUS)).status).toBe(200);
      expect((await post(local, "/api/ops/invalidate", {})).status).toBe(403);
      expect((await post(local, "/api/ops/invalidate", {}, { Origin: local.url })).status).toBe(200);
      const rows = await local.sql<{ actor: string }>("SELECT actor FROM operator_actions");
      expect(rows.map(({ actor }) => actor)).toEqual(["operator:dev@example.com"]);
    } finally {
      await local.stop();
    }
  });
});

it("what stands for an operator is nobody's to claim with the write token", async () => {
  const token = { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN };
  for (const actor of [
    "operator:ops@raxx.app",
    "operator\ua789ops@raxx.app",
    "\u2c9fperator\u2236x",
    "service\u02d0x",
  ]) {
    const body = { surface_id: "plain-0", state: "DOWN", state_source: "manual", actor };
    expectProblem(await post(server, "/api/internal/status/update-surface", body, token), 422, "invalid_request");
  }
});
