import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listEndpoints, METHODS } from "../../../scripts/endpoints";
import { type Access, startAccess } from "../../support/access";
import { get, request } from "../../support/http";
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

const withToken = (token: string) => ({ "Cf-Access-Jwt-Assertion": token });

/** As it stands: fetch would tidy the path first. */
const raw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    httpRequest({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    })
      .on("error", reject)
      .end();
  });

const OPERATORS = (await listEndpoints()).filter(({ endpoint }) => endpoint.access === "operator");

describe("every endpoint of operators", () => {
  it.each(OPERATORS.map(({ path, endpoint }) => [path, endpoint] as const))(
    "%s refuses a stranger (401)",
    async (path, endpoint) => {
      for (const method of METHODS) {
        if (!endpoint[method]) continue;
        const { status, headers } = await request(server, path.replace(/\{\w+\}/g, "1"), { method });
        expect([method, status, headers.get("Cache-Control")]).toEqual([method, 401, "no-store"]);
      }
    },
  );
});

describe("other ways to write the path", () => {
  it.each([
    "/api/%6fps/status",
    "/api/ops/status/",
    "/api//ops/status",
    "//api/ops/status",
    "/API/OPS/STATUS",
    "/api/ops/%73tatus",
    "/api/status",
    "/api/status/",
    "/api/%73tatus/",
    "/api/./ops/status",
    "/api/x/../ops/status",
    "/api/x/%2e%2e/ops/status",
    "/api\\ops\\status",
    "/api/ops/audit.csv",
    "/api/ops/../ops/checks",
    "/ops",
    "/ops/",
    "/%6Fps",
    "/ops?_rsc=1",
    "/ops.rsc",
    "/_next/data/x/ops.json",
    "/api/ops%2fstatus",
    "/api%2fops%2fstatus",
    "/%2e/api/ops/status",
  ])("%s shows a stranger nothing, and is kept nowhere", async (path) => {
    for (const headers of [{}, { RSC: "1" }, { "x-middleware-subrequest": "middleware" }]) {
      const { status, text, headers: answered } = await raw(path, headers as Record<string, string>);
      expect([401, 404, 308]).toContain(status);
      expect(text).not.toContain("plain-0");
      expect(text).not.toContain("probe_url");
      if (status !== 308) expect(answered["cache-control"]).toBe("no-store");
    }
  });

  it("/api/status answers as /api/ops/status does, with and without a slash", async () => {
    const headers = withToken(await access.token());
    for (const path of ["/api/status", "/api/status/", STATUS]) {
      const { status, body } = await get<{ surfaces: { id: string }[] }>(server, path, headers);
      expect([path, status, body?.surfaces?.map(({ id }) => id)]).toEqual([path, 200, ["plain-0"]]);
    }
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s by a stranger is 401", async (method) => {
    expect((await request(server, STATUS, { method })).status).toBe(401);
  });
});
