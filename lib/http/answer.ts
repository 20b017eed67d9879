import type { Context } from "@/lib/context";
import { tagStillGood } from "@/lib/edge/entity-tag";

/** How an answer is kept, and the validator of its news. */
type Kept = { headers: Record<string, string>; etag: string };

/** 304 while the copy that is asked about stands; else what is made, with its validator and with how it may be kept. */
export async function answerKept(
  request: Request,
  { now }: Context,
  { headers, etag }: Kept,
  make: () => Response | Promise<Response>,
): Promise<Response> {
  const held = tagStillGood(request.headers.get("If-None-Match"), etag, now);
  const response = held ? new Response(null, { status: 304 }) : await make();
  for (const [name, value] of Object.entries({ ...headers, ETag: held ?? etag })) response.headers.set(name, value);
  return response;
}
