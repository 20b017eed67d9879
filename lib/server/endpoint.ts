import type { z } from "zod";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Freshness, PublicDocument, PublicResponse } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { AppError, loggable } from "@/lib/platform/problems";
import { countFailure, countRead } from "@/lib/platform/rate-limits";
import type { Docs } from "@/lib/server/openapi/docs";
import { expectJson, parseWith, readFields, readJson, readOptionalJson } from "./body";
import { cachedResponse } from "./cache/cached-response";
import {
  type CredentialAccess,
  readSigned,
  refuseCredentialInQuery,
  requireKey,
  requirePathToken,
  requirePostmarkToken,
  WAYS_IN,
} from "./credentials";
import { backToPage, isFromPage } from "./form";
import { requireOperator } from "./operator";
import { asAppError, problem } from "./problem-response";
import { requestContext } from "./request-context";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];
export type EndpointMethod = "GET" | "POST" | "DELETE";

/** Who may call: anyone while the public endpoint is enabled, anyone at any time, operators, or holders of credentials. */
type Access = "public" | "anyone" | "operator" | CredentialAccess;

/** How caches store a public response. */
export type CachePolicy = {
  /** `max-age` for browsers, in seconds. */
  maxAgeS: number;
  /** It is built from the full history, costs more and changes less: the edge serves it longer. */
  isOfPast?: true;
  /** Cache tag, `status` where absent. */
  tag?: string;
};

/** What a cached endpoint's handler returns. */
export type Cacheable = Freshness & (PublicResponse | PublicDocument);

type Schema = z.ZodType | undefined;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

type RouteRequest = { request: Request; ctx: Context; params: Record<string, string> };

/** A handler's arguments, checked: a request that reaches the handler is authorized and matches its schemas. */
type Call<A, Q, B> = RouteRequest & {
  query: Output<Q>;
  body: Output<B>;
  operator: A extends "operator" ? Operator : null;
  /** The signed body. */
  bytes: A extends `signature${string}` ? Uint8Array<ArrayBuffer> : null;
};

/** The handler of an uncached endpoint returns a value that becomes JSON, or a response. */
type Result<C> = C extends CachePolicy ? Cacheable : object;

/** One method: its schemas, its handler, and its documentation, which is read only when the API's description is built. */
type MethodOf<A, C, Q = undefined, B = undefined> = {
  query?: Q;
  body?: B;
  /** The body may be absent; its fields may be in the query too. */
  isBodyOptional?: true;
  /** The body may be a page's form too. */
  isForm?: true;
  handle: (call: Call<A, Q, B>) => Result<C> | Promise<Result<C>>;
  /** One operation, or one for each path that the endpoint serves; a function where loading it is costly. */
  docs?: Docs | ((path: string) => Promise<Docs | readonly Docs[]>);
};

type EndpointOf<A, C, Q, PQ, PB> = {
  access: A;
  /** Which origins' scripts may read it: the site's own, or any; absent: none. */
  cors?: "own" | "any";
  /** Absent: `no-store`. */
  cache?: C;
  /** The page whose form posts here, to which a browser is led back. */
  page?: string;
  /** Further headers of every response, including refusals. */
  headers?: Record<string, string>;
  GET?: MethodOf<A, C, Q>;
  POST?: MethodOf<A, C, PQ, PB>;
  DELETE?: MethodOf<A, C>;
};

/** An endpoint of any type, as tests and the API's description get it from a route handler. */
export type Endpoint = Omit<EndpointOf<Access, CachePolicy | undefined, Schema, Schema, Schema>, EndpointMethod> &
  Partial<Record<EndpointMethod, MethodSpec>>;
export type MethodSpec = Omit<MethodOf<Access, unknown, Schema, Schema>, "handle"> & {
  handle: (call: RouteRequest & Authorized & { query: unknown; body: unknown }) => object | Promise<object>;
};

/** A route handler as Next calls it, with the endpoint that it serves. */
export type RouteHandler = {
  (request: Request, segment: { params: Promise<Record<string, string | string[] | undefined>> }): Promise<Response>;
  endpoint: Endpoint;
};

/** The access of endpoints that anyone may read while the public endpoint is enabled, from the site's own scripts or from any. */
export const publicRead = (cors: "own" | "any", cache: CachePolicy) => ({ access: "public", cors, cache }) as const;

const CORS = {
  /** Exactly the v1 API (contract §7.4). */
  own: {
    "Access-Control-Allow-Origin": "https://status.raxx.app",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Max-Age": "86400",
  },
  /** Any site may read and embed it. */
  any: { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" },
};

/**
 * The route handlers of an endpoint: each request is authorized and parsed as declared before its handler is called; a method
 * without a handler is 405 with `Allow`. HEAD follows GET. Every refusal is problem+json; without a cache policy it is `no-store`.
 */
export function serveEndpoint<
  A extends Access,
  C extends CachePolicy | undefined = undefined,
  Q extends Schema = undefined,
  PQ extends Schema = undefined,
  PB extends Schema = undefined,
>(described: EndpointOf<A, C, Q, PQ, PB>): Record<Method, RouteHandler> {
  const endpoint = described as unknown as Endpoint;
  const headers = toHeaders(endpoint);
  const serve = (method: Method) => async (request: Request, segment: Parameters<RouteHandler>[1]) => {
    const received = { request, ctx: requestContext(request.headers), params: singleValues(await segment.params) };
    const answered = await respond(endpoint, method, received).catch((thrown) => refuse(thrown, endpoint, received));
    const { page } = endpoint;
    const response = page && isFromPage(request) ? await backToPage(page, request, answered) : answered;
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return method === "HEAD" ? new Response(null, response) : response;
  };
  const handlers = METHODS.map((method) => [method, Object.assign(serve(method), { endpoint })]);
  return Object.fromEntries(handlers) as Record<Method, RouteHandler>;
}

const toHeaders = ({ access, cors, headers }: Endpoint): Record<string, string> => ({
  ...(cors && CORS[cors]),
  ...(access === "operator" && { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" }),
  ...headers,
});

/** Parameters with a single value; Next passes `undefined` where a path is static. */
const singleValues = (params: Record<string, string | string[] | undefined> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

/** An unforeseen error is logged, and the caller only gets `internal_error`; a refused credential is logged without it. */
async function refuse(thrown: unknown, { access }: Endpoint, { request, ctx }: RouteRequest): Promise<Response> {
  const error = asAppError(thrown);
  if (error.code === "unauthorized" && access !== "operator") ctx.log("credential refused", { access });
  if (error !== thrown) ctx.log("request failed", loggable(thrown));
  return problem(await countFailure(ctx.limits, request.headers, error));
}

const toSpec = (endpoint: Endpoint, method: Method): MethodSpec | undefined =>
  endpoint[(method === "HEAD" ? "GET" : method) as EndpointMethod];

async function respond(endpoint: Endpoint, method: Method, received: RouteRequest): Promise<Response> {
  const spec = toSpec(endpoint, method);
  if (!spec) return refuseMethod(endpoint, method);
  const granted = await authorize(endpoint, received);
  const result = await spec.handle({ ...received, ...granted, ...(await parse(spec, received.request)) });
  if (endpoint.cache) return cachedResponse(received, endpoint.cache, result as Cacheable);
  return result instanceof Response ? result : Response.json(result);
}

/** Every route answers OPTIONS; any other method without a handler is 405. */
function refuseMethod(endpoint: Endpoint, method: Method): Response {
  const allow = METHODS.filter((known) => known === "OPTIONS" || toSpec(endpoint, known)).join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
  throw new AppError("method_not_allowed", undefined, undefined, { allow });
}

type Authorized = { operator: Operator | null; bytes: Uint8Array<ArrayBuffer> | null };

async function authorize({ access }: Endpoint, { request, ctx, params }: RouteRequest): Promise<Authorized> {
  const granted: Authorized = { operator: null, bytes: null };
  if (access === "anyone" || access === "public") {
    const tooMany = await countRead(ctx.limits, request.headers);
    if (tooMany) throw tooMany;
    if (access === "public" && !ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) throw new AppError("not_enabled");
    return granted;
  }
  if (access === "operator") granted.operator = await requireOperator(ctx, request);
  else if (access === "writeToken" || access === "writeTokenOrWorkerKey")
    await requireKey(request, ctx, WAYS_IN[access].flat());
  else if (access === "postmarkToken") requirePostmarkToken(request, ctx, params.token);
  else {
    if (access === "signatureAndServiceToken") await requireKey(request, ctx, ["serviceToken"]);
    else await requirePathToken(request, ctx, params.token);
    granted.bytes = await readSigned(request, ctx);
  }
  refuseCredentialInQuery(request);
  if (granted.bytes) expectJson(request);
  return granted;
}

async function parse({ query, body, isBodyOptional, isForm }: MethodSpec, request: Request) {
  const read = isForm ? readFields : isBodyOptional ? readOptionalJson : readJson;
  return { query: query && parseQuery(request, query), body: body && (await read(request, body)) };
}

const parseQuery = (request: Request, schema: z.ZodType): unknown =>
  parseWith(schema, Object.fromEntries([...new URL(request.url).searchParams].reverse())); // the first value of a repeated parameter
