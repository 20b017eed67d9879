/** The public paths of which the edge keeps copies, each with the query parameters that make a difference to it. */
const KEPT: readonly [path: RegExp, parameters: readonly string[]][] = [
  [/^(?:\/(?:de|es|fr|ja))?\/(?:docs\/api|incidents\/inc_\d+|surfaces\/[\w-]+)?$|^\/(?:de|es|fr|ja)$/, []],
  [/^(?:\/(?:de|es|fr|ja))?\/history$/, ["before"]],
  [/^\/api\/status\/public(?:\/surfaces|\/incidents|\/maintenance|\/widgets\/market-time)?$/, []],
  [/^\/api\/status\/public\/uptime$/, ["days", "format"]],
  [/^\/api\/openapi\.json$/, []],
  [/^\/api\/v2\/[\w/-]+\.json$/, []],
  [/^(?:\/surfaces\/[\w-]+)?\/(?:history\.atom|history\.rss|feed\.json|maintenance\.ics)$/, []],
  [/^\/(?:badge|badges\/[\w-]+)\.(?:svg|json)$/, ["label"]],
  [/^\/embed$/, []],
];

/** The path's own name: without a slash at its end, the root apart. */
export function nameOf(pathname: string): string {
  let end = pathname.length;
  while (end > 1 && pathname[end - 1] === "/") end--;
  return pathname.slice(0, end);
}

/** Whether this is a page: another method than GET or HEAD has nothing to say to it. */
export const isPagePath = (pathname: string): boolean => PAGE.test(nameOf(pathname));

const PAGE =
  /^(?:\/(?:de|en|es|fr|ja))?\/(?:history|docs\/api|incidents\/[\w-]+|surfaces\/[\w-]+)?$|^\/(?:de|en|es|fr|ja)$/;

/** The one document that other sites' pages may frame. */
export const isFramedPath = (pathname: string): boolean => nameOf(pathname) === "/embed";

/**
 * The name under which a public GET is kept: its path and the parameters that it knows, sorted. Null for what is never kept.
 * So an unknown query string, a slash at the end or a header of Next's own names the same copy and reaches nothing behind it.
 */
export function canonicalKey(request: Request): string | null {
  const { pathname, searchParams } = new URL(request.url);
  const path = nameOf(pathname);
  const known = KEPT.find(([pattern]) => pattern.test(path))?.[1];
  if (!known || (request.method !== "GET" && request.method !== "HEAD")) return null;
  const given = known.filter((name) => searchParams.has(name)).toSorted();
  const query = new URLSearchParams(given.map((name) => [name, searchParams.get(name) ?? ""])).toString();
  return query ? `${path}?${query}` : path;
}

/**
 * Whether this is, or pretends to be, the operators' area: however it is encoded, doubled or cased. `/api/status` is the
 * operators' JSON under its old name (D16).
 */
export function isOpsPath(pathname: string): boolean {
  try {
    const path = decodeURIComponent(pathname)
      .toLowerCase()
      .replace(/[/\\]+/g, "/");
    return /^\/(?:api\/)?ops(?:[/.]|$)/.test(path) || /^\/api\/status\/?$/.test(path);
  } catch {
    return true;
  }
}

const ASSET = /^(?!.*\/\/)\/(?:_next\/static\/.+|[\w./-]+\.(?:svg|png|ico|txt|webmanifest|js|css))$/;

/** The API's doors, whose callers are known by a credential or answered in a few bytes. */
export const isDoorPath = (pathname: string): boolean => /^\/(?:api|internal)\//.test(pathname);

/** What may be a static file: the Worker asks the assets for it before it enters Next. They'd send a doubled slash on. */
export const isAssetPath = (pathname: string): boolean => ASSET.test(pathname);

/**
 * What is none of ours though the framework beneath would answer it: its image proxies, which fetch any address, its data routes,
 * and names that can't be read at all.
 */
export function isForeign(pathname: string): boolean {
  if (/^\/(?:cdn-cgi|_next\/(?:image|data))(?:[/\\]|$)/i.test(pathname) || pathname === "/_global-error") return true;
  try {
    return /^[/\\]+(?:cdn-cgi|_next[/\\]+image)(?:[/\\]|$)/i.test(decodeURIComponent(pathname));
  } catch {
    return true;
  }
}
