import type { z } from "zod";
import type { Operator } from "@/lib/access/verify-operator";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { countRead } from "@/lib/limits";
import { expectJson, parseWith, readJson, readOptionalJson } from "./body";
import { cachedResponse } from "./cached-response";
import { refuseCredentialInQuery } from "./credential-in-query";
import { readSigned, requireKey, requirePathToken, WAYS_IN } from "./credentials";
import type { Cacheable, Endpoint, EndpointMethod, Handlers, MethodSpec } from "./endpoint";
import { json, route } from "./handle";
import { requireOperator } from "./operator";

const CORS = {
  /** The v1 API, exactly (§6c). */
  own: {
    "Access-Control-Allow-Origin": "https://status.raxx.app",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Max-Age": "86400",
  },
  /** Any site may read it, and show it. */
  any: { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" },
};

type Received = { request: Request; ctx: Context; params: Record<string, string> };
type Granted = { operator: Operator | null; bytes: Uint8Array<ArrayBuffer> | null };
type AnyHandler = (call: Received & Granted & { query: unknown; body: unknown }) => object | Promise<object>;

/** The route handlers of an endpoint: each request is authorized and parsed as the endpoint says before its handler is called. */
export function serveEndpoint<E extends Endpoint>(endpoint: E, handlers: Handlers<E>) {
  const inner = Object.entries(handlers as unknown as Record<string, AnyHandler>).map(([method, handle]) => [
    method,
    async (request: Request, ctx: Context, params: Record<string, string>): Promise<Response> => {
      const received = { request, ctx, params };
      const granted = await authorize(endpoint, received);
      const input = await parse(endpoint[method as EndpointMethod] ?? {}, request);
      const result = await handle({ ...received, ...granted, ...input });
      if (endpoint.cache) return cachedResponse(received, endpoint.cache, result as Cacheable);
      return result instanceof Response ? result : json(result);
    },
  ]);
  const served = route(Object.fromEntries(inner), headersOf(endpoint));
  for (const handler of Object.values(served)) Object.assign(handler, { endpoint }); // by which a test knows them
  return served;
}

const headersOf = ({ access, cors, headers }: Endpoint): Record<string, string> => ({
  ...(cors && CORS[cors]),
  ...(access === "operator" && { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" }),
  ...headers,
});

async function authorize({ access }: Endpoint, { request, ctx, params }: Received): Promise<Granted> {
  const granted: Granted = { operator: null, bytes: null };
  if (access === "anyone" || access === "public") {
    const tooMany = await countRead(ctx.limits, request.headers);
    if (tooMany) throw tooMany;
    if (access === "public" && !ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) throw new AppError("not_enabled");
    return granted;
  }
  if (access === "operator") granted.operator = await requireOperator(ctx, request);
  else if (access === "writeToken" || access === "writeTokenOrWorkerKey")
    requireKey(request, ctx, WAYS_IN[access].flat());
  else {
    if (access === "signatureAndServiceToken") requireKey(request, ctx, ["serviceToken"]);
    else requirePathToken(request, ctx, params.token);
    granted.bytes = await readSigned(request, ctx);
  }
  refuseCredentialInQuery(request);
  if (granted.bytes) expectJson(request);
  return granted;
}

async function parse({ query, body, isBodyOptional }: MethodSpec, request: Request) {
  return {
    query: query && parseQuery(request, query),
    body: body && (await (isBodyOptional ? readOptionalJson : readJson)(request, body)),
  };
}

const parseQuery = (request: Request, schema: z.ZodType): unknown =>
  parseWith(schema, Object.fromEntries([...new URL(request.url).searchParams].reverse())); // of a repeated parameter the first value
