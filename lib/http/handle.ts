import type { Context } from "@/lib/context";
import { AppError, loggable } from "@/lib/errors";
import { countFailure } from "@/lib/limits";
import { asAppError, problem } from "./problem";
import { requestContext } from "./request-context";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/** The dynamic segments of a path that have one value, by name. */
type Params = Record<string, string>;

/** What answers one method of a route, once its context is made. */
export type Handler = (request: Request, ctx: Context, params: Params) => Promise<Response>;

/** A route handler as Next calls it. */
export type RouteHandler = (
  request: Request,
  segment: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

/**
 * One route: the methods that it serves, and 405 with `Allow` for the rest. HEAD follows GET. Every refusal is
 * problem+json; every response that names no cache policy of its own is `no-store`.
 */
export function route(
  handlers: Partial<Record<"GET" | "POST" | "DELETE", Handler>>,
  headers: Record<string, string> = {},
): Record<Method, RouteHandler> {
  const served = METHODS.filter((m) => m === "OPTIONS" || (m === "HEAD" ? handlers.GET : handlers[m as "GET"]));
  const allow = served.join(", ");
  const serve = (method: Method): RouteHandler => {
    const handler = handlers[(method === "HEAD" ? "GET" : method) as "GET"] ?? refusal(method, allow);
    return async (request, segment) => {
      const params = singleValues(await segment.params);
      const response = await answer(handler, { request, ctx: requestContext(request.headers), params }, headers);
      return method === "HEAD" ? new Response(null, response) : response;
    };
  };
  return Object.fromEntries(METHODS.map((method) => [method, serve(method)])) as Record<Method, RouteHandler>;
}

/** The parameters with one value; Next gives none at all (`undefined`) where a path is static. */
const singleValues = (params: Record<string, string | string[] | undefined> = {}): Params =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

/** OPTIONS is answered by every route; what is not served is 405. */
const refusal =
  (method: Method, allow: string): Handler =>
  async () => {
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
    throw new AppError("method_not_allowed", undefined, undefined, { allow });
  };

type Call = { request: Request; ctx: Context; params: Params };

async function answer(handler: Handler, { request, ctx, params }: Call, headers: Record<string, string>) {
  try {
    const response = await handler(request, ctx, params);
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error !== thrown) ctx.log("request failed", loggable(thrown)); // the caller learns only that it happened
    return problem(await countFailure(ctx.limits, request.headers, error), headers);
  }
}

/** A JSON answer to a caller that we know: never cached. */
export const json = (body: unknown, status = 200): Response => Response.json(body, { status });
