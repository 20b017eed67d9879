import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuild } from "../../../scripts/ensure-build";
import { get, request } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

describe("the app without anything in front of it", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: QUIET, withoutEdge: true });
  });
  afterAll(() => server.stop());

  it("is true, only slower: a write shows on the next request, on the page and in the API", async () => {
    for (const [i, state] of ["DOWN", "PARTIAL", "OPERATIONAL"].entries()) {
      const public_note = `Seen without a cache ${i}.`;
      expect((await operatorOf(server).pin("demo-raxx-app", state, { public_note })).status).toBe(200);
      for (const path of ["/", "/api/status/public", "/api/status/public/surfaces"]) {
        const { status, headers, text } = await get(server, path);
        expect([path, status, headers.get("CF-Cache-Status")]).toEqual([path, 200, null]);
        expect([path, text.includes(public_note)]).toEqual([path, true]);
      }
    }
  });

  it("has nothing to purge, and says so to nobody", async () => {
    const headers = { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN };
    const { status, body } = await request<object>(server, "/api/internal/status/invalidate", {
      method: "POST",
      headers,
    });
    expect([status, body]).toEqual([200, { invalidated: "all", purged: true }]);
  });
});

it("what is deployed holds nothing of what a local server puts in front of it", async () => {
  const { dir } = await ensureBuild();
  const map = JSON.parse(readFileSync(join(dir, "worker", "worker.js.map"), "utf8")) as { sources: string[] };
  expect(map.sources.length).toBeGreaterThan(100);
  expect(map.sources.filter((source) => /(?:^|\/)scripts\//.test(source) && !source.includes("node_modules"))).toEqual(
    [],
  );
  expect(readFileSync(join(dir, "worker", "worker.js"), "utf8")).not.toContain("cdn-cgi/handler/scheduled");
});
