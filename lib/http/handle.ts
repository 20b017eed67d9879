import type { Context } from "@/lib/context";
import { AppError, loggable } from "@/lib/errors";
import { countFailure } from "@/lib/limits";
import { type Door, type Doors, METHODS, type Method } from "./find-door";
import { asAppError, problem } from "./problem";

/**
 * One route: the methods that it serves, and 405 with `Allow` for the rest. HEAD follows GET. Every refusal is
 * problem+json; every response that names no cache policy of its own is `no-store`.
 */
export function route(
  handlers: Partial<Record<"GET" | "POST" | "DELETE", Door>>,
  headers: Record<string, string> = {},
): Doors {
  const served = METHODS.filter((m) => m === "OPTIONS" || (m === "HEAD" ? handlers.GET : handlers[m as "GET"]));
  const allow = served.join(", ");
  const serve = (method: Method): Door => {
    const handler = handlers[(method === "HEAD" ? "GET" : method) as "GET"] ?? refusal(method, allow);
    return async (request, ctx, params) => {
      const response = await answer(handler, { request, ctx, params }, headers);
      return method === "HEAD" ? new Response(null, response) : response;
    };
  };
  return Object.fromEntries(METHODS.map((method) => [method, serve(method)])) as Doors;
}

/** OPTIONS is answered by every route; what is not served is 405. */
const refusal =
  (method: Method, allow: string): Door =>
  async () => {
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
    throw new AppError("method_not_allowed", undefined, undefined, { allow });
  };

type Asked = { request: Request; ctx: Context; params: Record<string, string> };

async function answer(handler: Door, { request, ctx, params }: Asked, headers: Record<string, string>) {
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
