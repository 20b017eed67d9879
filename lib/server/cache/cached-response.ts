import { type Freshness, type PublicDocument, type PublicResponse, STATUS_TAG } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { cacheHeaders, EDGE_CONTROL, entityTag, findValidTag, NOT_STORED } from "@/lib/server/cache/cache-headers";
import { POLICY, pagePolicy } from "@/lib/server/security-headers";
import type { Cacheable, CachePolicy } from "../endpoint";

const JSON_TYPE = "application/json; charset=utf-8";

type Cached = Freshness & CachePolicy & { request: Request; ctx: Context; etag: string };

/** 304 while the client's cached response has the same content, else the rendered one. Both have an ETag and caching headers. */
function confirmOr(
  { request, ctx: { now }, etag, maxAgeS, isOfPast, tag = STATUS_TAG, validUntil, stale }: Cached,
  make: () => Response,
): Response {
  const caching = cacheHeaders({ maxAgeS, tags: [tag], validUntil, now, stale, isOfPast });
  // What the edge may not store it must not confirm either: its reader asked for the content.
  const isStorable = caching[EDGE_CONTROL] !== NOT_STORED;
  const validTag = isStorable ? findValidTag(request.headers.get("If-None-Match"), etag, now) : null;
  const response = validTag ? new Response(null, { status: 304 }) : make();
  const headers = { ...caching, ETag: validTag ?? etag };
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** A response that caches may store. */
export async function cachedResponse(
  call: { request: Request; ctx: Context },
  policy: CachePolicy,
  built: Cacheable,
): Promise<Response> {
  const { text, contentType, content, updatedAt, ...freshness } = "text" in built ? built : toDocument(built);
  const etag = await (content === undefined ? entityTag(text) : entityTag(content, call.ctx.now));
  const body = recentBody(call.request.url, { text, etag }, call.ctx.now);
  const make = () => new Response(body.text, { headers: { "Content-Type": contentType } });
  const response = confirmOr({ ...call, ...policy, ...freshness, etag: body.etag }, make);
  if (updatedAt !== undefined) response.headers.set("Last-Modified", new Date(updatedAt).toUTCString());
  return response;
}

type Body = { text: string; etag: string };

const MOST_BODIES = 50;
const bodies = new Map<string, Body>();

/** A rebuild that differs only in its own time reuses the earlier bytes for a minute, while this isolate has them (decision 004). */
function recentBody(url: string, built: Body, now: number): Body {
  const cached = bodies.get(url);
  if (cached && findValidTag(cached.etag, built.etag, now)) return cached;
  bodies.delete(url);
  bodies.set(url, built);
  const [oldest] = bodies.keys();
  if (bodies.size > MOST_BODIES && oldest) bodies.delete(oldest);
  return built;
}

const toDocument = ({ body, content, ...freshness }: PublicResponse): PublicDocument => ({
  ...freshness,
  text: JSON.stringify(body),
  contentType: JSON_TYPE,
  content: JSON.stringify(content),
});

/** A rendered page: its HTML, and the CSP source of its one style element. */
type Html = { html: string; style: string };

/** The page as a whole document; its scripts are files, so one content security policy holds for every page of a build. */
export const htmlResponse = ({ html, style }: Html, status = 200): Response =>
  new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", [POLICY]: pagePolicy({ styles: [style] }) },
  });

/** `content` is everything that the page shows except its own time. */
type CachedPage = Freshness & { request: Request; content: unknown };

/**
 * A page that shared caches may store, while browsers revalidate each time. If the client has one with the same content that is
 * under a minute old, the response is a 304 and nothing is rendered (decisions 004 and 024).
 */
export async function cachedPage(
  ctx: Context,
  { content, ...page }: CachedPage,
  render: () => Html,
): Promise<Response> {
  const etag = await entityTag(JSON.stringify(content), ctx.now);
  return confirmOr({ ...page, ctx, etag, maxAgeS: 0 }, () => htmlResponse(render()));
}
