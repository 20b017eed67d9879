import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { get } from "../support/http";
import { startServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";

const SITE = "https://status.raxx.app";

const { server } = serverForFile();

type Link = { "@rel": string; "@hreflang": string; "@href": string };
type Entry = { loc: string; "xhtml:link": Link[] };

async function entriesOf(path: string): Promise<Entry[]> {
  const { status, headers, text } = await get(server, path);
  expect([status, headers.get("Content-Type")]).toEqual([200, "application/xml"]);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" });
  return parser.parse(text).urlset.url;
}

describe("robots.txt", () => {
  it("lets crawlers read all but what is internal, and names the sitemap", async () => {
    const { status, headers, text } = await get(server, "/robots.txt");
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(headers.get("Cache-Control")).toBe("public, max-age=3600");
    const rules = text.split("\n").filter(Boolean);
    expect(rules.filter((rule) => rule.startsWith("Disallow"))).toEqual([
      "Disallow: /api/internal",
      "Disallow: /internal",
      "Disallow: /ops",
    ]);
    expect(rules.at(-1)).toBe(`Sitemap: ${SITE}/sitemap.xml`);
  });
});

describe("favicon.ico", () => {
  it("is an icon for what asks for no other, and is kept for a day", async () => {
    const { status, headers, text } = await get(server, "/favicon.ico");
    expect([status, text.slice(0, 6)]).toEqual([200, "\0\0\u0001\0\u0001\0"]);
    expect(headers.get("Content-Type")).toMatch(/^image\/(?:x-icon|vnd\.microsoft\.icon)/);
    expect(headers.get("Cache-Control")).toBe("public, max-age=86400");
  });
});

describe("the sitemap", () => {
  it("lists the front page, the history, the market's, the API's and each surface's, each in every language", async () => {
    const entries = await entriesOf("/sitemap.xml");
    const languages = ["en", "es", "de", "fr", "ja"];
    const rooted = (language: string) => (language === "en" ? SITE : `${SITE}/${language}`);
    expect(entries.slice(0, 10).map(({ loc }) => loc)).toEqual(
      ["", "/history"].flatMap((path) => languages.map((language) => rooted(language) + path)),
    );
    expect(entries).toHaveLength((4 + 23) * languages.length);
    for (const { loc, "xhtml:link": links } of entries) {
      const found = Object.fromEntries(links.map((link) => [link["@hreflang"], link["@href"]]));
      const english = found.en ?? "";
      expect(found["x-default"]).toBe(english);
      for (const language of languages) expect(found[language]).toBe(english.replace(SITE, rooted(language)));
      expect(Object.values(found)).toContain(loc);
    }
  });

  it("names only pages that are there", async () => {
    for (const { loc } of await entriesOf("/sitemap.xml"))
      expect([loc, (await get(server, loc.replace(SITE, ""))).status]).toEqual([loc, 200]);
  });

  it("is not there while the page is not public", async () => {
    const closed = await startServer({ env: { FLAG_STATUS_PUBLIC_ENDPOINT: "0" } });
    expect((await get(closed, "/sitemap.xml")).status).toBe(404);
    await closed.stop();
  });
});

it("the manifest is JSON of its own type, starts at the page, and has icons for every mask", async () => {
  const { status, headers, body } = await get<{ start_url: string; icons: { src: string; purpose?: string }[] }>(
    server,
    "/manifest.webmanifest",
  );
  expect([status, headers.get("Content-Type")]).toEqual([200, "application/manifest+json"]);
  expect(body.start_url).toBe("/");
  expect(body.icons.map(({ purpose }) => purpose)).toContain("maskable");
  for (const { src } of body.icons) expect([src, (await get(server, src)).status]).toEqual([src, 200]);
});
