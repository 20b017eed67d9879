import type { z } from "zod";
import type { Operator } from "@/lib/access/verify-operator";
import type { Context } from "@/lib/context";
import type { Docs } from "@/lib/openapi/docs";
import type { FeedWords } from "@/lib/openapi/feed-docs";
import type { Freshness, PublicAnswer, PublicDocument } from "@/lib/public/answers";
import type { WayIn } from "./credentials";

/** Who may call: everybody while the public endpoint is enabled, anyone at any time, operators, or holders of credentials. */
type Access = "public" | "anyone" | "operator" | WayIn;

export type EndpointMethod = "GET" | "POST" | "DELETE";

/** What one method takes, and its documentation, which is read only when the API's description is built. */
export type MethodSpec = {
  query?: z.ZodType;
  body?: z.ZodType;
  /** The body may be absent; its fields may stand in the query too. */
  isBodyOptional?: true;
  /** One operation, or one for each path that the endpoint serves; loaded only then where it is costly. */
  docs?: Docs | ((path: string) => Promise<Docs | readonly Docs[]>);
};

/** How caches store a public response. */
export type CachePolicy = {
  /** What browsers are given, in seconds. */
  maxAgeS: number;
  /** It shows the whole past, so that it costs more and changes less: the edge serves it longer. */
  isOfPast?: true;
  /** Cache tag, `status` where absent. */
  tag?: string;
};

/** What a `route.ts` enforces of each request, and what is documented of it: one beside each handler. */
export type Endpoint = {
  access: Access;
  /** Whose scripts may read it: those of our own origin, or of any; absent: nobody's. */
  cors?: "own" | "any";
  /** Absent: `no-store`. */
  cache?: CachePolicy;
  /** Further headers of every response, refusals too. */
  headers?: Record<string, string>;
  /** The path of the endpoint that this one is another name of. */
  aliasOf?: string;
} & Partial<Record<EndpointMethod, MethodSpec>>;

export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint;

/** A GET of the v1 API: everybody's, and for scripts of our own origin. */
export const v1Endpoint = (maxAgeS: number, docs: Docs) =>
  defineEndpoint({ access: "public", cors: "own", cache: { maxAgeS }, GET: { docs } });

/** A feed: of everything, and below a surface's path of that surface. */
export const feedEndpoint = (words: FeedWords) =>
  defineEndpoint({
    access: "public",
    cors: "any",
    cache: { maxAgeS: 60, isOfPast: true },
    GET: { docs: async (path) => (await import("@/lib/openapi/feed-docs")).feedDocs(path, words) },
  });

type Output<M, K extends "query" | "body"> = M extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;

/** What a handler is given, checked: a request that reaches it is authorized and fits its schemas. */
type Call<E extends Endpoint, M> = {
  request: Request;
  ctx: Context;
  params: Record<string, string>;
  query: Output<M, "query">;
  body: Output<M, "body">;
  operator: E["access"] extends "operator" ? Operator : null;
  /** The signed body. */
  bytes: E["access"] extends `signature${string}` ? Uint8Array<ArrayBuffer> : null;
};

/** What a cached endpoint's handler returns. */
export type Cacheable = Freshness & (PublicAnswer | PublicDocument);

/** Any other endpoint's handler returns what becomes JSON, or a response. */
type Result<E extends Endpoint> = E extends { cache: CachePolicy } ? Cacheable : object;

export type Handlers<E extends Endpoint> = {
  [M in keyof E & EndpointMethod]: (call: Call<E, E[M]>) => Result<E> | Promise<Result<E>>;
};
