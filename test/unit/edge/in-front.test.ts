import { describe, expect, test } from "vitest";
import { serveAtEdge } from "@/lib/edge/serve";
import { securityFor, securityOf } from "../../support/security";

/** As it is behind the platform's own cache: whatever gets here, that one had no copy of. */
async function serve(path: string, isRefused = false, method = "GET") {
  let asked = 0;
  const response = await serveAtEdge(new Request(`https://status.raxx.app${path}`, { method }), null, {
    requestId: "a-request-id",
    redirectOf: () => null,
    made: async () => new Response("made"),
    assets: async () => new Response(null, { status: path === "/icon.svg" ? 200 : 404 }),
    defer: () => undefined,
    admit: async () => {
      asked++;
      return isRefused ? new Response("refused", { status: 429 }) : null;
    },
  });
  return { response, asked };
}

test("a known path with unknown parameters is sent to its own name, with all that browsers are told", async () => {
  const { response, asked } = await serve("/badge.svg?x=1");
  expect([response.status, response.headers.get("Location"), asked]).toEqual([308, "/badge.svg", 0]);
  expect(securityOf(response.headers)).toEqual({ ...securityFor("/history", "data") });
});

describe("whose reads are counted", () => {
  test.each(["/", "/history", "/api/status/public", "/badge.svg?label=a", "/nowhere", "/healthz", "/none.png"])(
    "%s: what is made for it",
    async (path) => {
      expect((await serve(path)).asked).toBe(1);
      const { response } = await serve(path, true);
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([429, "no-store"]);
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    },
  );

  test.each([
    ...["/api/internal/status/snapshot", "/internal/status/snapshot", "/api/nowhere", "/api/webhooks/freescout"],
    ...["/ops", "/api/ops/status", "/api/status", "/icon.svg", "/cdn-cgi/x", "/?x=1"],
  ])("%s: nobody's, since a credential decides or nothing is made", async (path) => {
    const { response, asked } = await serve(path, true);
    expect([asked, response.status === 429]).toEqual([0, false]);
  });
});
