import { get as ask } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "@/lib/schemas/language";
import { get } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const { server, operator } = serverForFile({ env: QUIET });

const data = (html: string) => JSON.parse(html.match(/ id="page-data">(.*?)<\/script>/s)?.[1] ?? "null").view.data;

/** An answer as it goes over the wire. */
async function askFor(headers: Record<string, string>) {
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve, reject) =>
    ask(`${server.url}/`, { headers }, resolve).on("error", reject),
  );
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

describe("the front page", () => {
  it.each(LANGUAGES)("is one whole document in %s, complete without scripts", async (language) => {
    const { text } = await get(server, language === "en" ? "/" : `/${language}`);
    expect(text.startsWith(`<!DOCTYPE html><html lang="${language}"><head><meta charSet="utf-8"/>`)).toBe(true);
    expect(text.match(/ data-surface="/g)).toHaveLength(23);
    expect(text.endsWith("</script></body></html>")).toBe(true);
  });

  it("loads our scripts alone, each of which is there for good, and styles itself", async () => {
    const { text } = await get(server, "/");
    const scripts = [...new Set(text.match(/\/[\w./-]+\.js\b/g))];
    expect(scripts.map((path) => path.replace(/^.*\/|-\w+\.js$/g, "")).sort()).toEqual([
      "chunk",
      "en",
      "front",
      "start",
    ]);
    for (const path of scripts) {
      expect(path).toMatch(/^\/_status\//);
      const { status, headers } = await get(server, path);
      expect([path, status, headers.get("Cache-Control")]).toEqual([path, 200, "public, max-age=31536000, immutable"]);
    }
    expect(text).not.toContain("__next");
    // The one sheet beside its own style is at first for paper, so that nothing waits for it, or for who runs no scripts.
    const [sheet, ...others] = text.match(/(?<=rel="stylesheet"[^>]*href=")[^"]+/g) ?? [];
    expect(text).toContain(`rel="stylesheet" media="print" href="${sheet}"`);
    expect(text).toContain(`<noscript><link rel="stylesheet" href="${sheet}"/></noscript>`);
    expect(others).toEqual([sheet]);
  });
});

describe("what it shows", () => {
  it("is told as markup and as data, and the two agree; a note breaks out of neither", async () => {
    const note = "Orders </script><script>alert(1)</script> <!-- are slow.";
    await operator.pin("demo-raxx-app", "DEGRADED", { public_note: note });
    const { text } = await get(server, "/");
    const { id, state, public_note } = data(text).initial.surfaces;
    const at = id.indexOf("demo-raxx-app");
    expect([state[at], public_note[at]]).toEqual(["DEGRADED", note]);
    expect(text).toContain('data-state="DEGRADED" data-surface="demo-raxx-app"');
    expect(text).toContain("Orders &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- are slow.");
    expect(text).not.toContain("<script>alert");
    expect(text.match(/<title>/g)).toHaveLength(1);
    await operator.pin("demo-raxx-app", "OPERATIONAL");
  });
});

describe("a page for who takes it zipped", () => {
  it("is the same in fewer bytes, under a weak validator that holds for both", async () => {
    const plain = await askFor({ "Accept-Encoding": "identity" });
    const zipped = await askFor({ "Accept-Encoding": "br, gzip" });
    expect([plain.headers["content-encoding"], zipped.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(zipped.body.length).toBeLessThan(plain.body.length / 4);
    expect(zipped.headers.etag).toBe(`W/${plain.headers.etag}`);
    for (const { headers } of [plain, zipped]) expect(headers.vary).toBe("Accept-Encoding");
    for (const encoding of ["identity", "gzip"])
      for (const etag of [plain.headers.etag, zipped.headers.etag]) {
        const held = await askFor({ "Accept-Encoding": encoding, "If-None-Match": String(etag) });
        expect([held.status, held.body.length]).toEqual([304, 0]);
      }
  });
});
