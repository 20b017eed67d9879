import type { Context } from "@/lib/context";
import { entityTag } from "@/lib/edge/entity-tag";
import { keepHeaders } from "@/lib/edge/keep";
import { POLICY, pagePolicy } from "@/lib/edge/security";
import { type Freshness, STATUS_TAG } from "@/lib/public/answers";
import { answerKept } from "./answer";

/** A rendered page: its HTML, and the CSP source of its one style element. */
type Html = { html: string; style: string };

/** The page as a whole document; its scripts are files, so one policy holds for every page of a build. */
export const htmlResponse = ({ html, style }: Html, status = 200): Response =>
  new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", [POLICY]: pagePolicy({ styles: [style] }) },
  });

/** `content` is all that the page shows but its own time. */
type Cached = Freshness & { request: Request; content: unknown };

/**
 * The response that caches in front of us may hold, while browsers revalidate each time. A page that was made of the same content less than a
 * minute ago is confirmed with 304, and nothing is rendered (decisions 004 and 024).
 */
export async function cachedPage(
  ctx: Context,
  { request, content, validUntil, stale }: Cached,
  render: () => Html,
): Promise<Response> {
  const etag = await entityTag(JSON.stringify(content), ctx.now);
  const headers = keepHeaders({ maxAgeS: 0, tags: [STATUS_TAG], now: ctx.now, validUntil, stale });
  return answerKept(request, ctx, { headers, etag }, () => htmlResponse(render()));
}
