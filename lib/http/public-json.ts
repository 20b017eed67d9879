import type { Context } from "@/lib/context";
import { entityTag, timelessTag } from "@/lib/edge/entity-tag";
import { keepHeaders, PAST_FRESH_S } from "@/lib/edge/keep";
import { AppError } from "@/lib/errors";
import { countRead } from "@/lib/limits";
import { type PublicAnswer, type PublicDocument, STATUS_TAG } from "@/lib/public/answers";
import { answerKept } from "./answer";
import { route } from "./handle";

/** CORS of the v1 API, exactly (§6c). */
const CORS = {
  "Access-Control-Allow-Origin": "https://status.raxx.app",
  "Access-Control-Allow-Methods": "GET",
  "Access-Control-Max-Age": "86400",
};

/** Any site may read these, and show them. */
const OPEN = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };

/** A public, cacheable JSON route of the v1 API: GET, HEAD and OPTIONS; 404 while the flag is off (D13). */
export const publicJson = (build: (ctx: Context) => Promise<PublicAnswer> | PublicAnswer) =>
  publicRoute(CORS, async (ctx) => {
    const { body, content, ...kept } = await build(ctx);
    const contentType = "application/json; charset=utf-8";
    return { ...kept, text: JSON.stringify(body), content: JSON.stringify(content), contentType };
  });

/** The same for a text of the v1 API that is no JSON, or whose news is told apart by its use case. */
export const publicText = (build: (ctx: Context, request: Request) => Promise<PublicDocument & { content: string }>) =>
  publicRoute(CORS, async (ctx, request) => ({ ...(await build(ctx, request)), tags: [STATUS_TAG] }));

/** A public, cacheable document for any site: its text is all of its content. `headers` are on its refusals, too. */
export const publicDocument = (
  build: (ctx: Context, request: Request, params: Params) => Promise<PublicDocument>,
  headers: Record<string, string> = {},
) =>
  publicRoute({ ...OPEN, ...headers }, async (ctx, request, params) => {
    const document = await build(ctx, request, params);
    return { ...document, content: null, tags: [STATUS_TAG] };
  });

type Params = Record<string, string>;
/** `content` is what of the text is news; null where all of it is, since it does not say when it was made. */
type Built = PublicDocument & { content: string | null; tags: readonly string[] };

const publicRoute = (
  headers: Record<string, string>,
  build: (ctx: Context, request: Request, params: Params) => Promise<Built>,
) =>
  route(
    {
      GET: async (request, ctx, params) => {
        const tooMany = await countRead(ctx.limits, request.headers);
        if (tooMany) throw tooMany;
        if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) throw new AppError("not_enabled");
        return answer(request, ctx, await build(ctx, request, params));
      },
    },
    headers,
  );

async function answer(request: Request, ctx: Context, built: Built): Promise<Response> {
  const { content, tags, validUntil, maxAgeS, stale, updatedAt, isOfPast } = built;
  const etag = content === null ? await timelessTag(built.text) : await entityTag(content, ctx.now);
  const modified = updatedAt !== undefined && { "Last-Modified": new Date(updatedAt).toUTCString() };
  const freshS = isOfPast ? PAST_FRESH_S : undefined;
  const headers = { ...keepHeaders({ maxAgeS, tags, validUntil, now: ctx.now, stale, freshS }), ...modified };
  return answerKept(
    request,
    ctx,
    { headers, etag },
    () => new Response(built.text, { headers: { "Content-Type": built.contentType } }),
  );
}
