/** The public paths of which the edge keeps copies, each with the query parameters that make a difference to it. */
const KEPT: Record<string, readonly string[]> = {
  "/": [],
  "/api/status/public": [],
  "/api/status/public/surfaces": [],
  "/api/status/public/incidents": [],
  "/api/status/public/widgets/market-time": [],
};

/**
 * The name under which a public GET is kept: its path and the parameters that it knows, sorted. Null for what is never kept.
 * So an unknown query string names the same copy and reaches nothing behind it.
 */
export function canonicalKey(request: Request): string | null {
  const { pathname, searchParams } = new URL(request.url);
  const known = KEPT[pathname];
  if (!known || (request.method !== "GET" && request.method !== "HEAD") || isNextData(request)) return null;
  const kept = new URLSearchParams([...searchParams].filter(([name]) => known.includes(name)));
  kept.sort();
  const query = kept.toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Next's own data requests share a page's path and are another representation: they are never kept. */
const isNextData = (request: Request): boolean =>
  request.headers.has("rsc") || request.headers.has("next-action") || request.headers.has("next-router-prefetch");

const ASSET = /^\/(?:_next\/static\/.+|[\w./-]+\.(?:svg|png|ico|txt|webmanifest|js|css))$/;

/** What may be a static file: the Worker asks the assets for it before it enters Next. */
export const isAssetPath = (pathname: string): boolean => ASSET.test(pathname);
