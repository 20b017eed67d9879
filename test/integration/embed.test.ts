import { describe, expect, it } from "vitest";
import { get, request } from "../support/http";
import { startServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";

const { server, operator } = serverForFile();

const bodyOf = (text: string) => /<body>(.*)<\/body>/s.exec(text)?.[1];

describe("the frame for other sites", () => {
  it("shows a bar while nothing is known, names what is wrong, and is empty when all is well", async () => {
    const { status, headers, text } = await get(server, "/embed");
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(bodyOf(text)).toContain("Raxx: Status Unknown");
    const surfaces = (await operator.snapshot()).map(({ id }) => id);
    for (const id of surfaces) await operator.pin(id, "OPERATIONAL");
    expect(bodyOf((await get(server, "/embed")).text)).toBe("");
    await operator.pin("app-raxx-app", "PARTIAL", { public_note: "Some <b>logins</b> fail." });
    const wrong = (await get(server, "/embed")).text;
    expect(bodyOf(wrong)).toContain("Raxx: Partial System Outage");
    expect(wrong).not.toContain("logins");
  });

  it("is cached, answers 304 under any query, and is asked for again every two minutes", async () => {
    const first = await get(server, "/embed");
    const known = { "If-None-Match": first.headers.get("ETag") ?? "" };
    const again = await get(server, "/embed", known);
    expect([again.status, again.headers.get("CF-Cache-Status")]).toEqual([304, "HIT"]);
    expect((await get(server, "/embed?lang=de", known)).status).toBe(304);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(first.headers.get("Refresh")).toBe("120");
    // A host that isolates itself may frame only what is isolated too.
    expect(again.headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
    expect(again.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  });
});

describe("who may frame what", () => {
  const framing = async (path: string, init: RequestInit = {}, from = server) => {
    const { headers } = await request(from, path, init);
    return [headers.get("X-Frame-Options"), headers.get("Content-Security-Policy")];
  };

  it.each(["/embed", "/embed/", "/embed?x=1"])(
    "%s is anyone's to frame, and may do nothing but show its style",
    async (path) => {
      const [options, policy] = await framing(path);
      expect(options).toBeNull();
      expect(policy).toMatch(/^default-src 'none'; (?:style-src 'sha256-[\w+/]{43}='; )?frame-ancestors \*$/);
    },
  );

  it.each([
    ...["/", "/history", "/surfaces/app-raxx-app", "/no-such-page", "/healthz", "/api/status/public", "/badge.svg"],
    ...["/embed/x", "/embedded", "/%65mbed", "/internal/status/snapshot", "/cdn-cgi/image/w=1/embed"],
  ])("%s is nobody's", async (path) => {
    expect(await framing(path)).toEqual(["DENY", expect.stringMatching(/; frame-ancestors 'none'$/)]);
  });

  it("a frame that is refused is asked for again, too", async () => {
    const closed = await startServer({ env: { FLAG_STATUS_PUBLIC_ENDPOINT: "0" } });
    const { status, headers } = await get(closed, "/embed");
    expect([status, headers.get("Refresh"), headers.get("Cache-Control")]).toEqual([404, "120", "no-store"]);
    expect(headers.get("X-Frame-Options")).toBeNull();
    await closed.stop();
  });
});
