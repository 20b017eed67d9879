import { readdirSync, readFileSync } from "node:fs";
import { get as ask } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "@/lib/schemas/language";
import { ensureBuild } from "../../scripts/ensure-build";
import { get } from "../support/http";
import { type Operator, operatorOf } from "../support/operator";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";

let server: TestServer;
let operator: Operator;
let shells: Record<string, string>;
beforeAll(async () => {
  server = await startServer({ env: QUIET });
  operator = operatorOf(server);
  const folder = join((await ensureBuild()).dir, "worker");
  const [module] = readdirSync(folder).filter((name) => name.endsWith("-shells.txt"));
  shells = JSON.parse(readFileSync(join(folder, String(module)), "utf8")).shells;
});
afterAll(() => server.stop());

const SLOT = '<div data-live-slot="true"></div>';
const data = (html: string) => JSON.parse(html.match(/ id="live-data">(.*?)<\/script>/s)?.[1] ?? "null");

/** An answer as it goes over the wire. */
async function askFor(headers: Record<string, string>) {
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve, reject) =>
    ask(`${server.url}/`, { headers }, resolve).on("error", reject),
  );
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

describe("the front page's shell", () => {
  it("is in the build in each language, with a slot and no surface's name", () => {
    expect(Object.keys(shells)).toEqual([...LANGUAGES]);
    for (const [language, html] of Object.entries(shells)) {
      expect(html).toContain(`<html lang="${language}">`);
      expect(html.split(SLOT)).toHaveLength(2);
      expect(html).not.toContain("Raxx App");
    }
  });

  it.each(LANGUAGES)(
    "is what a reader of %s gets, filled: nothing of it is left out, and no slot is left",
    async (language) => {
      const { text } = await get(server, "/", { "Accept-Language": language });
      const [head = "", body = ""] = String(shells[language]).split(SLOT);
      expect(text.startsWith(head.slice(0, head.indexOf("</head>")))).toBe(true);
      const [rest, scripts] = [
        body.slice(0, body.indexOf("<script>(self.__next_f")),
        body.slice(body.indexOf("<script>(self")),
      ];
      expect([text.includes(rest), text.endsWith(scripts), text.includes(SLOT)]).toEqual([true, true, false]);
    },
  );

  it("is rendered by Next for a language that is asked for by name: its links keep it", async () => {
    const { text } = await get(server, "/?lang=de");
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('href="/history?lang=de"');
    expect(text).not.toContain(SLOT);
    expect(shells.de).not.toContain("/history?lang=de");
  });
});

describe("what is filled in", () => {
  it("is told as markup and as data, and the two agree; a note breaks out of neither", async () => {
    const note = "Orders </script><script>alert(1)</script> <!-- are slow.";
    await operator.pin("demo-raxx-app", "DEGRADED", { public_note: note });
    const { text } = await get(server, "/");
    const surface = data(text).initial.surfaces.find(({ id }: { id: string }) => id === "demo-raxx-app");
    expect(surface).toMatchObject({ state: "DEGRADED", public_note: note });
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
    for (const { headers } of [plain, zipped]) expect(headers.vary).toBe("Accept-Language, Accept-Encoding");
    for (const encoding of ["identity", "gzip"])
      for (const etag of [plain.headers.etag, zipped.headers.etag]) {
        const held = await askFor({ "Accept-Encoding": encoding, "If-None-Match": String(etag) });
        expect([held.status, held.body.length]).toEqual([304, 0]);
      }
  });
});
