import { EDGE_CONTROL, EDGE_TAG } from "./keep";
import { REQUEST_ID } from "./request-id";
import { canonicalKey, isAssetPath, isDoorPath, isForeign, isOpsPath, isPagePath } from "./routes";
import { setSecurityHeaders } from "./security";
import type { Admit, StandInCache } from "./stand-in-cache";

type Fetch = (request: Request) => Promise<Response>;

/** What stands behind the edge: whoever makes an answer, the assets for what lies there. */
export type Behind = {
  requestId: string;
  /** A page's own address, where it was asked for by another. */
  redirectOf: (url: URL) => string | null;
  made: Fetch;
  assets: Fetch;
  defer: (work: Promise<unknown>) => void;
  /** Asked before a public read for which there is no copy: a refusal is answered instead. */
  admit: Admit;
};

const NEVER_CACHED = "no-store";

/** Headers that tell a stranger how we are built. */
const TELLTALE = ["x-opennext", "x-nextjs-cache", "x-nextjs-prerender", "x-nextjs-stale-time", "x-powered-by"];

/**
 * Answers a request at the edge: static files, then kept copies of public GETs, then what is made anew. `cache` is null where the platform
 * keeps the copies itself, in front of us; there a public path with parameters that it does not know is sent to its own name.
 */
export async function serveAtEdge(request: Request, cache: StandInCache | null, behind: Behind): Promise<Response> {
  const url = new URL(request.url);
  const isPage = isPagePath(url.pathname);
  const finish = (response: Response, isKept: boolean) =>
    finishAt({ pathname: url.pathname, isKept, requestId: behind.requestId }, response);
  if (isForeign(url.pathname)) return finish(new Response(null, { status: 404 }), false);
  if (isOpsPath(url.pathname)) return guard(finish(await behind.made(request), false));
  const own = isPage && isRead(request) ? behind.redirectOf(url) : null;
  if (own) return finish(redirectTo(own), false);
  const key = canonicalKey(request);
  if (key === null && isRead(request) && isAssetPath(url.pathname)) {
    const asset = await behind.assets(request);
    if (asset.status !== 404) return named(asset, behind.requestId);
  }
  const admit: Admit = async () => {
    const refused = await behind.admit();
    return refused && finish(refused, false);
  };
  if (key === null) {
    const refused = isDoorPath(url.pathname) ? null : await admit();
    return refused ?? finish(await behind.made(request), false);
  }
  const build = async (etag: string | null) => finish(await behind.made(canonical(request, { key, etag })), true);
  if (cache) return cache.serve(key, request, build, behind.defer, admit);
  if (key !== url.pathname + url.search) return finish(redirectTo(key), false);
  return (await admit()) ?? build(request.headers.get("If-None-Match"));
}

/** A static file, which brings its headers itself. */
function named(asset: Response, requestId: string): Response {
  const response = new Response(asset.body, asset);
  response.headers.set(REQUEST_ID, requestId);
  return response;
}

/** What operators see is found by no search engine. */
function guard(response: Response): Response {
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

type Copied = { key: string; etag: string | null };

/** The request as its kept copy is built: its own name, none of the caller's conditions or credentials. */
function canonical(request: Request, { key, etag }: Copied): Request {
  const headers = new Headers({ Accept: "*/*", Host: new URL(request.url).host });
  if (etag) headers.set("If-None-Match", etag);
  return new Request(new URL(key, request.url), { method: "GET", headers });
}

const redirectTo = (key: string): Response => new Response(null, { status: 308, headers: { Location: key } });

/**
 * The last hand on every response that is not a static file: no cache without a policy of ours, nothing told of how we are built.
 * Whatever is kept has one form for all, a page whose address names no language apart.
 */
type Finished = { pathname: string; isKept: boolean; requestId: string };

function finishAt({ pathname, isKept, requestId }: Finished, response: Response): Response {
  const headers = new Headers(response.headers);
  for (const name of TELLTALE) headers.delete(name);
  if (headers.get("Content-Encoding") === "identity") headers.delete("Content-Encoding");
  headers.set(REQUEST_ID, requestId);
  if (!headers.has("Date")) headers.set("Date", new Date().toUTCString());
  if (response.status !== 304) setSecurityHeaders(headers, pathname); // a copy that is confirmed has its own
  headers.delete("Vary");
  if (!isKept || !headers.has(EDGE_CONTROL)) {
    headers.set("Cache-Control", NEVER_CACHED);
    for (const name of [EDGE_CONTROL, EDGE_TAG]) headers.delete(name);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
