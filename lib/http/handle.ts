import { getCloudflareContext } from "@opennextjs/cloudflare";
import { type Context, contextFrom, type Scope } from "@/lib/context";
import type { Bindings } from "@/lib/env";
import { AppError, loggable } from "@/lib/errors";
import { asAppError, problem } from "./problem";

type Params = Record<string, string>;
type Handler = (request: Request, ctx: Context, params: Params) => Promise<Response>;
type Segments = Record<string, string | string[]>;
/** Next gives a route without a dynamic segment no params at all. */
type NextHandler = (request: Request, segment: { params: Promise<Segments | undefined> }) => Promise<Response>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

/** The context of the request that is being served inside Next. */
export function requestContext(): Context {
  const { env, ctx } = getCloudflareContext();
  return contextFrom(env as unknown as Bindings, ctx as unknown as Scope);
}

/**
 * One route: the methods that it serves, and 405 with `Allow` for the rest. HEAD follows GET. Every refusal is
 * problem+json; every response that names no cache policy of its own is `no-store`.
 */
export function route(
  handlers: Partial<Record<"GET" | "POST" | "DELETE", Handler>>,
  headers: Record<string, string> = {},
): Record<Method, NextHandler> {
  const served = METHODS.filter((m) => m === "OPTIONS" || (m === "HEAD" ? handlers.GET : handlers[m as "GET"]));
  const allow = served.join(", ");
  const serve =
    (method: Method): NextHandler =>
    async (request, { params }) => {
      const handler = handlers[(method === "HEAD" ? "GET" : method) as "GET"];
      const response = await answer(handler ?? refusal(method, allow), request, named(await params), headers);
      return method === "HEAD" ? new Response(null, response) : response;
    };
  return Object.fromEntries(METHODS.map((method) => [method, serve(method)])) as Record<Method, NextHandler>;
}

/** The segments that have one value; a catch-all's many are nobody's parameter. */
const named = (segments: Segments = {}): Params =>
  Object.fromEntries(
    Object.entries(segments).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );

/** OPTIONS is answered by every route; what is not served is 405. */
const refusal =
  (method: Method, allow: string): Handler =>
  async () => {
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
    throw new AppError("method_not_allowed", undefined, undefined, { allow });
  };

async function answer(handler: Handler, request: Request, params: Params, headers: Record<string, string>) {
  const ctx = requestContext();
  try {
    const response = await handler(request, ctx, params);
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error !== thrown) ctx.log("request failed", loggable(thrown)); // the caller learns only that it happened
    return problem(error, headers);
  }
}

/** A JSON answer to a caller that we know: never cached. */
export const json = (body: unknown, status = 200): Response => Response.json(body, { status });
