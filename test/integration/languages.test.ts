import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { follow, get } from "../support/http";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: QUIET });
});
afterAll(() => server.stop());

const PAGES = ["/", "/history", "/surfaces/api-service", "/no-such-page"];

async function languageOf(path: string, liked?: string, more: Record<string, string> = {}): Promise<string> {
  const { text } = await follow(server, path, { ...(liked !== undefined && { "Accept-Language": liked }), ...more });
  return /<html lang="([^"]*)"/.exec(text)?.[1] ?? "none";
}

describe("the language of a page", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr-CA", "fr"],
    ["ja", "ja"],
    ["es-419,es;q=0.9", "es"],
    ["pt-BR,es;q=0.5,en;q=0.4", "es"],
    ["en;q=0.1,ja;q=0.9", "ja"],
    ["pt-BR", "en"],
    ["*", "en"],
    ["", "en"],
    ["de;q=0, en", "en"],
    [";;;,,q=", "en"],
    [`${"xx,".repeat(2000)}de`, "de"],
  ])("for a browser that likes %s is %s", async (liked, language) => {
    expect(await languageOf("/", liked)).toBe(language);
  });

  it.each(PAGES)("of %s is what the address asks for, before what the browser likes", async (path) => {
    for (const language of ["en", "es", "de", "fr", "ja"])
      expect(await languageOf(`${path}?lang=${language}`, "fr")).toBe(language);
    expect(await languageOf(`${path}?lang=xx`, "fr")).toBe("fr");
    expect(await languageOf(`${path}?lang=`, "fr")).toBe("fr");
  });

  it("is not taken from a header that only the edge may write", async () => {
    const { text } = await get(server, "/no-such-page", { "X-Language-Chosen": "1", "Accept-Language": "de" });
    expect(text).not.toContain("?lang=de&");
    expect(text).toContain('href="/history"');
  });
});

describe("kept copies", () => {
  it("are apart for each wish, as Workers Cache compares it", async () => {
    await get(server, "/", { "Accept-Language": "de-CH" });
    const again = await follow(server, "/?utm=x", { "Accept-Language": "de-CH" });
    expect(again.headers.get("CF-Cache-Status")).toBe("HIT");
    expect(again.text).toContain('<html lang="de"');
    expect((await get(server, "/", { "Accept-Language": "de;q=0.7" })).headers.get("CF-Cache-Status")).toBe("MISS");
    expect(await languageOf("/", "fr")).toBe("fr");
    expect(await languageOf("/", "de")).toBe("de");
  });

  it.each(["///", "/history//"])(
    "are apart at %s too, however many slashes an address has at its end",
    async (path) => {
      for (const language of ["de", "en"]) expect(await languageOf(path, language)).toBe(language);
      const { headers } = await follow(server, path, { "Accept-Language": "de" });
      expect(headers.get("Vary")).toContain("Accept-Language");
    },
  );

  it("tell other caches what they vary by, where the address names no language", async () => {
    const [open, named, feed] = await Promise.all(
      ["/", "/?lang=de", "/api/status/public"].map((path) => get(server, path)),
    );
    expect(open?.headers.get("Vary")).toBe("Accept-Language, Accept-Encoding");
    expect(named?.headers.get("Vary")).toBe("Accept-Encoding");
    expect(feed?.headers.get("Vary")).toBe("Accept-Encoding");
  });

  it("are not multiplied by a parameter that is given twice", async () => {
    await get(server, "/history?lang=ja");
    const twice = await follow(server, "/history?lang=ja&lang=fr");
    expect(twice.headers.get("CF-Cache-Status")).toBe("HIT");
    expect(twice.text).toContain('<html lang="ja"');
  });
});

it("the API and its notes stay as they were written", async () => {
  const [english, german] = await Promise.all(
    ["en", "de"].map((language) => get(server, "/api/status/public/surfaces", { "Accept-Language": language })),
  );
  expect(german?.text).toBe(english?.text);
});
