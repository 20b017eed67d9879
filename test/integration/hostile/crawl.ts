import { LANGUAGES } from "@/lib/schemas/language";
import type { TestServer } from "../../support/server";

const SITE = "https://status.raxx.app";

/** One thing that a stranger can ask for; `name` says it in a report. */
export type Ask = { path: string; init?: RequestInit };
export type Page = { name: string; status: number; type: string; text: string };

/** Everything of an answer that travels: status line, headers, bytes. */
export async function readPage(server: TestServer, { path, init }: Ask): Promise<Page> {
  const response = await fetch(`${server.url}${path}`, { redirect: "manual", ...init });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    name: `${init?.method ?? "GET"} ${path} ${JSON.stringify(init?.headers ?? {})} → ${response.status}`,
    status: response.status,
    type: response.headers.get("Content-Type") ?? "",
    text: `${response.status} ${response.statusText}\n${headers}\n\n${bytes.toString("utf8")}\n${bytes.toString("latin1")}`,
  };
}

const QUOTED = /(?:href|src|content|action)="([^"]+)"|\burl\(([^)]+)\)|<(?:loc|link|id)>([^<]+)<|"(\/[^"\\\s]*)"/g;
const ABSOLUTE = new RegExp(`${SITE.replaceAll(".", "\\.")}(/[^"'<>\\s\\\\)]*)`, "g");
const CHUNK = /\bstatic\/(?:chunks|css|media)\/[\w./-]+\.(?:js|css|woff2)/g;

/** Every address of ours that a text names, as markup, as data, or as a chunk that a script would load. */
function linksIn(text: string): string[] {
  const named = [...text.matchAll(QUOTED)].map(
    ([, attribute, url, element, json]) => attribute ?? url ?? element ?? json,
  );
  const absolute = [...text.matchAll(ABSOLUTE)].map(([, path]) => path);
  const chunks = [...text.matchAll(CHUNK)].map(([path]) => `/_next/${path}`);
  return [...new Set([...named, ...absolute, ...chunks].flatMap((link) => pathOf(link ?? "")))];
}

function pathOf(link: string): string[] {
  const tidy = link.replaceAll("&amp;", "&").replace(/^["']|["']$/g, "");
  const path = tidy.startsWith(SITE) ? tidy.slice(SITE.length) || "/" : tidy;
  return path.startsWith("/") && !path.startsWith("//") ? [path.replace(/#.*$/, "")] : [];
}

const isHtml = ({ type }: Page): boolean => type.startsWith("text/html");
const with_ = (path: string, parameter: string): string => `${path}${path.includes("?") ? "&" : "?"}${parameter}`;

/** What hangs on a page or a script besides its links: its other languages, its data, its source map. */
function besides(path: string, page: Page): Ask[] {
  if (/\.(?:js|css)$/.test(path)) return [{ path: `${path}.map` }];
  if (!isHtml(page)) return [];
  const bare = path.split("?")[0] ?? path;
  return [
    ...LANGUAGES.flatMap((language) => [
      { path: `${bare}?lang=${language}` },
      { path: bare, init: { headers: { "Accept-Language": language } } },
    ]),
    { path: bare, init: { headers: { RSC: "1" } } },
    {
      path: bare,
      init: { headers: { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" } },
    },
    { path: with_(bare, "_rsc=1"), init: { headers: { RSC: "1" } } },
    { path: bare, init: { method: "HEAD" } },
    { path: bare, init: { method: "POST" } },
  ];
}

const AT_ONCE = 8;
const MOST = 3000;

/** Reads everything that can be reached from the first asks: links, languages, data, maps. */
export async function crawl(server: TestServer, first: readonly Ask[]): Promise<Page[]> {
  const seen = new Set<string>();
  const pages: Page[] = [];
  let next = [...first];
  while (next.length > 0 && pages.length < MOST) {
    const fresh = next.filter((ask) => !seen.has(JSON.stringify(ask)) && seen.add(JSON.stringify(ask)));
    next = [];
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      const asks = fresh.slice(at, at + AT_ONCE);
      const read = await Promise.all(asks.map((ask) => readPage(server, ask)));
      pages.push(...read);
      next.push(...read.flatMap((page, i) => followed(asks[i] as Ask, page)));
    }
  }
  return pages;
}

function followed({ path, init }: Ask, page: Page): Ask[] {
  if (init) return [];
  const isText = page.status === 200 && !/^(?:image\/png|font)/.test(page.type);
  const links = isText ? linksIn(page.text).map((link) => ({ path: link })) : [];
  return [...links, ...(page.status === 200 ? besides(path, page) : [])];
}
