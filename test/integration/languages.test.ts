import { describe, expect, it } from "vitest";
import { get } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const { server } = serverForFile({ env: QUIET });

const PAGES = ["/", "/history", "/surfaces/api-service", "/docs/api", "/no-such-page"];
const LANGUAGES = ["en", "es", "de", "fr", "ja"];

const OWN_NAMES: Record<string, string> = { en: "English", es: "Español", de: "Deutsch", fr: "Français", ja: "日本語" };

const addressIn = (language: string, path: string) =>
  language === "en" ? path : `/${language}${path === "/" ? "" : path}`;
/** The texts of a page's links that lead to an address in another language or its own. */
const namesOf = (html: string, address: string) =>
  [...html.matchAll(/<a href="([^"]*)" lang="\w+"[^>]*>([^<]*)</g)].flatMap(([, href, name]) =>
    href === address ? [name] : [],
  );
const languageOf = (html: string) => /<html lang="([^"]*)"/.exec(html)?.[1] ?? "none";

/** Where a request is sent, without going there. */
async function sentTo(path: string, headers: Record<string, string> = {}) {
  const { status, headers: given } = await fetch(server.url + path, { redirect: "manual", headers });
  return [status, given.get("Location")];
}

describe("the language of a page", () => {
  it.each(PAGES)("of %s is the one of its path, whatever the browser prefers", async (path) => {
    for (const language of LANGUAGES) {
      const { text, headers } = await get(server, addressIn(language, path), { "Accept-Language": "fr-CA" });
      expect(languageOf(text)).toBe(language);
      expect(headers.get("Vary") ?? "").not.toMatch(/language/i);
    }
  });

  it.each(LANGUAGES)("is led to by the switch on the same page in every language: %s", async (language) => {
    for (const path of ["/", "/history", "/history?surface=api-service"])
      for (const from of LANGUAGES) {
        const { text } = await get(server, addressIn(from, path));
        expect([from, path, namesOf(text, addressIn(language, path))]).toEqual([from, path, [OWN_NAMES[language]]]);
      }
  });

  it("is kept by every link to a page of ours", async () => {
    const { text } = await get(server, "/de");
    const links = [...text.matchAll(/<a [^>]*href="(\/[^"#]*)"/g)].map(([, href = ""]) => href);
    const others = links.filter((href) => !/^\/de(?:\/|$)/.test(href));
    expect(links.length).toBeGreaterThan(20);
    const subscribe = ["/badge.svg", "/embed", "/feed.json", "/history.atom", "/history.rss", "/maintenance.ics"];
    expect(others.sort()).toEqual(["/", ...subscribe, "/es", "/fr", "/ja"].sort()); // the switch, and what has no language
  });
});

describe("old addresses", () => {
  it.each([
    ["/?lang=de", "/de"],
    ["/history?lang=ja&before=2026-08", "/ja/history?before=2026-08"],
    ["/de/history?lang=en", "/history"],
    ["/?lang=xx", "/"],
    ["/history?utm_source=mail", "/history"],
    ["/en/surfaces/api-service", "/surfaces/api-service"],
    ["/fr/", "/fr"],
  ])("%s leads to %s for good", async (path, own) => {
    expect(await sentTo(path)).toEqual([308, own]);
  });

  it("of documents that other sites load answer under any query", async () => {
    for (const path of ["/feed.json?lang=de", "/badge.svg?x=1", "/api/status/public?lang=fr"])
      expect([path, (await sentTo(path))[0]]).toEqual([path, 200]);
  });
});

it("one copy answers browsers of every language", async () => {
  await get(server, "/history", { "Accept-Language": "de-CH" });
  const again = await get(server, "/history", { "Accept-Language": "ja" });
  expect(again.headers.get("CF-Cache-Status")).toBe("HIT");
});

it("the API and its notes stay as they were written", async () => {
  const [english, german] = await Promise.all(
    ["en", "de"].map((language) => get(server, "/api/status/public/surfaces", { "Accept-Language": language })),
  );
  expect(german?.text).toBe(english?.text);
});
