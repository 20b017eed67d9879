import type { Context } from "@/lib/context";
import { entityTag, tagStillGood } from "@/lib/edge/entity-tag";
import { keepHeaders } from "@/lib/edge/keep";
import { AppError } from "@/lib/errors";
import { route } from "./handle";

/** CORS of the v1 API, exactly (§6c). */
const CORS = {
  "Access-Control-Allow-Origin": "https://status.raxx.app",
  "Access-Control-Allow-Methods": "GET",
  "Access-Control-Max-Age": "86400",
};

/** What a public door answers: the body, its contract's life, and what of the body is only about the moment of building. */
export type PublicAnswer = {
  body: Record<string, unknown>;
  maxAgeS: number;
  tags: readonly string[];
  validUntil: number | null;
  /** The body without what changes by itself; absent where every second is new (market time). */
  content?: unknown;
};

/** A public, cacheable JSON route of the v1 API: GET, HEAD and OPTIONS; 404 while the flag is off (D13). */
export const publicJson = (build: (ctx: Context) => Promise<PublicAnswer>) =>
  route({ GET: async (request, ctx) => answer(request, ctx, await guarded(ctx, build)) }, CORS);

async function guarded(ctx: Context, build: (ctx: Context) => Promise<PublicAnswer>): Promise<PublicAnswer> {
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) throw new AppError("not_enabled");
  return build(ctx);
}

async function answer(request: Request, ctx: Context, built: PublicAnswer): Promise<Response> {
  const text = JSON.stringify(built.body);
  const content = built.content === undefined ? text : JSON.stringify(built.content);
  const etag = await entityTag(content, ctx.now);
  const keep = keepHeaders({
    browser: `public, max-age=${built.maxAgeS}`,
    tags: built.tags,
    validUntil: built.validUntil,
    now: ctx.now,
  });
  const held = tagStillGood(request.headers.get("If-None-Match"), etag, ctx.now);
  if (held) return new Response(null, { status: 304, headers: { ...keep, ETag: held } });
  return new Response(text, { headers: { ...keep, ETag: etag, "Content-Type": "application/json; charset=utf-8" } });
}
