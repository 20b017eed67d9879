import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Access, startAccess } from "../../support/access";
import { get, post } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

const STATUS = "/api/ops/status";
const OPS_LOCAL_OPERATOR = "dev@example.com";

describe("the Access that a local server imitates", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { ...QUIET, OPS_LOCAL_OPERATOR } });
  });
  afterAll(() => server.stop());

  it("publishes the public half of its key, and no other", async () => {
    const { body } = await get<{ keys: Record<string, string>[] }>(server, "/cdn-cgi/access/certs");
    expect(body.keys).toHaveLength(1);
    expect(body.keys[0]).toMatchObject({ kty: "EC", alg: "ES256", kid: expect.any(String) });
    expect(body.keys[0]).not.toHaveProperty("d");
  });

  it.each([STATUS, "/api/status", "/api/status/", "/ops"])("lets its operator into %s", async (path) => {
    expect((await get(server, path)).status).not.toBe(401);
  });

  it("lets nobody in under another name than this machine's, nor runs a tick for another site's page", async () => {
    const { port } = new URL(server.url);
    const asAnother = (path: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) =>
        request({ port, path, headers }, (response) => resolve(response.resume().statusCode))
          .on("error", reject)
          .end(),
      );
    expect(await asAnother(STATUS, { Host: `evil.example:${port}` })).toBe(401);
    const tick = "/cdn-cgi/handler/scheduled?time=4102444800000";
    expect(await asAnother(tick, { Host: `evil.example:${port}` })).toBe(403);
    expect(await asAnother(tick, { Host: `127.0.0.1:${port}`, "Sec-Fetch-Site": "cross-site" })).toBe(403);
    expect(await server.sql("SELECT 1 FROM cron_runs")).toEqual([]);
  });

  it("is verified as Access is: a caller who brings an assertion of their own is judged by it", async () => {
    expect((await get(server, STATUS, { "Cf-Access-Jwt-Assertion": "a.b.c" })).status).toBe(401);
    expect((await post(server, "/api/ops/invalidate", {})).status).toBe(403);
    expect((await post(server, "/api/ops/invalidate", {}, { Origin: server.url })).status).toBe(200);
  });
});

describe("a server that is told of a real Access", () => {
  let access: Access;
  beforeAll(async () => {
    access = await startAccess();
  });
  afterAll(() => access.stop());

  it("imitates none", async () => {
    const server = await startServer({ env: { ...QUIET, ...access.env, OPS_LOCAL_OPERATOR } });
    expect((await get(server, STATUS)).status).toBe(401);
    expect((await get(server, "/cdn-cgi/access/certs")).status).toBe(404);
    const headers = { "Cf-Access-Jwt-Assertion": await access.token() };
    expect((await get(server, STATUS, headers)).status).toBe(200);
    await server.stop();
  });
});

it("nobody is let in where nobody is named", async () => {
  const server = await startServer({ env: QUIET });
  for (const path of [STATUS, "/ops"]) expect((await get(server, path)).status).toBe(503);
  await server.stop();
});
