import type { Context } from "@/lib/context";
import { entityTag, timelessTag } from "@/lib/edge/entity-tag";
import { keepHeaders, PAST_FRESH_S } from "@/lib/edge/keep";
import { type PublicAnswer, type PublicDocument, STATUS_TAG } from "@/lib/public/answers";
import { answerKept } from "./answer";
import type { Cacheable, CachePolicy } from "./endpoint";

const JSON_TYPE = "application/json; charset=utf-8";

/** A response that caches may store: its validator, its life, and 304 where the caller's copy has the same content. */
export async function cachedResponse(
  { request, ctx }: { request: Request; ctx: Context },
  { maxAgeS, isOfPast, tag = STATUS_TAG }: CachePolicy,
  built: Cacheable,
): Promise<Response> {
  const { text, contentType, content, updatedAt }: PublicDocument = "text" in built ? built : toDocument(built);
  const etag = content === undefined ? await timelessTag(text) : await entityTag(content, ctx.now);
  const freshS = isOfPast ? PAST_FRESH_S : undefined;
  const { validUntil, stale } = built;
  const modified = updatedAt !== undefined && { "Last-Modified": new Date(updatedAt).toUTCString() };
  const headers = { ...keepHeaders({ maxAgeS, tags: [tag], validUntil, now: ctx.now, stale, freshS }), ...modified };
  const make = () => new Response(text, { headers: { "Content-Type": contentType } });
  return answerKept(request, ctx, { headers, etag }, make);
}

const toDocument = ({ body, content, ...freshness }: PublicAnswer): PublicDocument => ({
  ...freshness,
  text: JSON.stringify(body),
  contentType: JSON_TYPE,
  content: JSON.stringify(content),
});
