import { addressIn, isLanguage, LANGUAGES, type Language } from "@/lib/schemas/language";

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
