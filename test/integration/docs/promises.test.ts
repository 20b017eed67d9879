import { describe, expect, it } from "vitest";
import { get } from "../../support/http";
import { readDocument } from "../../support/markdown";
import { serverForFile } from "../../support/server-for-file";

const { server } = serverForFile();

describe("what security.md says of readers' browsers", () => {
  const PAGES = ["/", "/history", "/surfaces/app-raxx-app", "/docs/api", "/embed", "/no-such-page"];
  const DATA = ["/api/status/public", "/history.atom", "/badge.svg", "/embed.js", "/api/v2/summary.json", "/healthz"];
  /** What a browser fetches by itself; a link that a reader may follow is none. */
  const FETCHED =
    /<(?:script|img|iframe|source|video|audio)\b[^>]*?\bsrc="([^"]+)"|<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload|modulepreload|manifest|apple-touch-icon|preconnect|dns-prefetch)")[^>]*?\bhref="([^"]+)"/g;

  it.each([...PAGES, ...DATA])("%s sets no cookie", async (path) => {
    expect((await get(server, path)).headers.get("Set-Cookie")).toBeNull();
  });

  it.each(PAGES)("%s has a browser fetch nothing from anybody else", async (path) => {
    const { text } = await get(server, path);
    const fetched = [...text.matchAll(FETCHED)].map(([, source, target]) => source ?? target ?? "");
    expect(fetched.filter((address) => new URL(address, server.url).origin !== server.url)).toEqual([]);
    const sheets = fetched.filter((address) => address.endsWith(".css"));
    for (const sheet of sheets)
      expect((await get(server, sheet)).text).not.toMatch(/(?:@import|url\()\s*["']?(?:https?:)?\/\//);
    if (path === "/") expect(fetched.some((address) => address.endsWith(".js"))).toBe(true);
  });
});

describe("the tables of status-d1.md", () => {
  const sections = [
    ...readDocument("docs/runbooks/status-d1.md").matchAll(/^\*\*`(\w+)`\*\*[\s\S]+?(?=^\*\*|$(?![\s\S]))/gm),
  ];

  it.each(sections.map(([text, table]) => [table ?? "", text] as const))(
    "%s has these columns, of these types",
    async (table, text) => {
      const printed = [...text.matchAll(/^\| `(\w+)` \| ([A-Z]+) \|/gm)].map(([, name, type]) => ({ name, type }));
      const columns = await server.sql("SELECT name, upper(type) AS type FROM pragma_table_info(?)", table);
      expect(printed.length).toBeGreaterThan(5);
      expect(columns).toEqual(expect.arrayContaining(printed));
    },
  );
});
