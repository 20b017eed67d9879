import { addressIn, isLanguage, LANGUAGES, type Language } from "@/lib/schemas/language";

/** One route of the app, as Next's build names it: a static path, or a pattern with the names of its groups. */
export type Route<Module = unknown> = {
  /** `next`: only Next can answer it. */
  kind: "route" | "page" | "next";
  path: string;
  /** Null where the path is static. */
  pattern: RegExp | null;
  load: () => Promise<Module>;
};

export type FoundRoute<Module = unknown> = Pick<Route<Module>, "kind" | "path" | "load"> & {
  params: Record<string, string | string[]>;
};

/** The path without trailing slashes, except the root. */
function trimPath(pathname: string): string {
  let end = pathname.length;
  while (end > 1 && pathname[end - 1] === "/") end--;
  return pathname.slice(0, end);
}

/** Finds a path's route as Next's router does: static paths first, then patterns, most specific first; null if there is none. */
export function routeFinder<Module>(routes: readonly Route<Module>[]) {
  const fixed = new Map(routes.filter(({ pattern }) => pattern === null).map((route) => [route.path, route]));
  const patterns = routes.filter(({ pattern }) => pattern !== null);
  return (pathname: string): FoundRoute<Module> | null => {
    const path = trimPath(pathname);
    const exact = fixed.get(path);
    if (exact) return { ...exact, params: {} };
    for (const route of patterns) {
      const match = route.pattern?.exec(path);
      if (match) return { ...route, params: readParams(route.path, match) };
    }
    return null;
  };
}

const SEGMENT = /\[(\.\.\.)?(\w+)\]/g;

/** A match's groups by the names in the route's path; a catch-all has one value per segment. */
function readParams(path: string, match: RegExpExecArray): Record<string, string | string[]> {
  const names = [...path.matchAll(SEGMENT)];
  return Object.fromEntries(
    names.map(([, rest, name = ""], index) => {
      const value = decodeURIComponent(match[index + 1] ?? "");
      return [name, rest ? value.split("/") : value];
    }),
  );
}

/** A page's language and its path in English. */
export type PageAddress = { language: Language; path: string };

/** A query parameter of a page, as a schema: a value that it refuses is null and not part of the address. */
export type Parameters = Readonly<Record<string, { parse: (value: unknown) => string | null }>>;

/** `/de/history/` is `/history` in German, and so is `/%64e/history`; `?lang=` of old links takes precedence over the path. */
export function readPageAddress({ pathname, searchParams }: URL): PageAddress {
  const segments = decodePath(pathname).split("/").filter(Boolean);
  const prefix = segments[0];
  const path = encodeURI(`/${segments.slice(isLanguage(prefix) ? 1 : 0).join("/")}`);
  const requested = searchParams.get("lang")?.toLowerCase();
  return { path, language: isLanguage(requested) ? requested : isLanguage(prefix) ? prefix : LANGUAGES[0] };
}

/** The path without percent-encoding; one that can't be decoded as it is. */
function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** The values of the page's own query parameters. */
export function knownQuery(searchParams: URLSearchParams, parameters: Parameters = {}): Record<string, string> {
  const values = Object.entries(parameters).map(([name, schema]) => [name, schema.parse(searchParams.get(name))]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** Where a page's path is not spelled as its own (a slash at its end, `/en`, percent-encoding), the address that is; else null. */
export function findPathRedirect(url: URL): string | null {
  const own = addressIn(readPageAddress(url).language, readPageAddress(url).path);
  return own === url.pathname ? null : own + url.search;
}

/** Where a request for a page is redirected, so that each page has one address; null where it already has that one. */
export function findRedirect(url: URL, parameters?: Parameters): string | null {
  const { language, path } = readPageAddress(url);
  const own = addressIn(language, path, knownQuery(url.searchParams, parameters));
  return own === url.pathname + url.search ? null : own;
}
