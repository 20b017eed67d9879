import type { Context } from "@/lib/context";
import { entityTag, tagStillGood } from "@/lib/edge/entity-tag";
import { keepHeaders } from "@/lib/edge/keep";
import { AppError } from "@/lib/errors";
import type { PublicAnswer } from "@/lib/public/answers";
import { route } from "./handle";

/** CORS of the v1 API, exactly (§6c). */
const CORS = {
  "Access-Control-Allow-Origin": "https://status.raxx.app",
  "Access-Control-Allow-Methods": "GET",
  "Access-Control-Max-Age": "86400",
};

/** A public, cacheable JSON route of the v1 API: GET, HEAD and OPTIONS; 404 while the flag is off (D13). */
export const publicJson = (build: (ctx: Context) => Promise<PublicAnswer> | PublicAnswer) =>
  route(
    {
      GET: async (request, ctx) => {
        if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) throw new AppError("not_enabled");
        return answer(request, ctx, await build(ctx));
      },
    },
    CORS,
  );

async function answer(request: Request, { now }: Context, built: PublicAnswer): Promise<Response> {
  const etag = await entityTag(JSON.stringify(built.content), now);
  const { tags, validUntil, maxAgeS } = built;
  const keep = keepHeaders({ browser: `public, max-age=${maxAgeS}`, tags, validUntil, now });
  const held = tagStillGood(request.headers.get("If-None-Match"), etag, now);
  if (held) return new Response(null, { status: 304, headers: { ...keep, ETag: held } });
  const headers = { ...keep, ETag: etag, "Content-Type": "application/json; charset=utf-8" };
  return new Response(JSON.stringify(built.body), { headers });
}
