import { isOwnOrigin } from "@/lib/access/own-origin";
import { verifyOperator } from "@/lib/access/verify-operator";
import { contextFrom, type Scope } from "@/lib/context";
import { finish } from "@/lib/edge/finish";
import { languageOf, speak } from "@/lib/edge/language";
import { withoutNextHeaders } from "@/lib/edge/own-headers";
import { withPageKeep } from "@/lib/edge/page-keep";
import { isForeign, isOpsPath } from "@/lib/edge/paths";
import { type Bindings, readEnv } from "@/lib/env";
import { AppError, loggable } from "@/lib/errors";
import { countFailure, countRead } from "@/lib/limits";
import { dropUnread } from "./body";
import type { FoundRoute } from "./find-route";
import { METHODS, type Method, type RouteHandler } from "./handle";
import { inOurWords, problem } from "./problem";

export type PlatformScope = Scope & { requestId: string; passThroughOnException: () => void };

/** What the Worker is made of, for one request. */
export type App = {
  env: Bindings;
  scope: PlatformScope;
  findRoute: (pathname: string) => FoundRoute | null;
  /** Pages that are answered before Next. */
  pages: Record<string, () => Promise<unknown>>;
  /** The whole app as Next serves it. */
  next: (request: Request) => Promise<Response>;
};

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/;

/** Answers a request, sets the headers that every response has, and reads an unread body to its end. */
export async function serve(request: Request, app: App): Promise<Response> {
  const { requestId } = app.scope;
  if (!URL.canParse(request.url) || !HOST.test(new URL(request.url).host))
    return finish(problem(new AppError("not_found")), { pathname: "", requestId });
  const { pathname } = new URL(request.url);
  const response = await respond(request, pathname, app).catch((error: unknown) => {
    log(app, "request failed", error);
    return problem(new AppError("internal_error"));
  });
  await dropUnread(request);
  return finish(response, { pathname, requestId });
}

async function respond(request: Request, pathname: string, app: App): Promise<Response> {
  if (isForeign(pathname)) return new Response(null, { status: 404 });
  const isOps = isOpsPath(pathname);
  const found = app.findRoute(pathname);
  const refused = isOps
    ? await refuseStranger(request, app)
    : found?.kind !== "route" && (await refuseRead(request, app.env));
  if (refused) return refused;
  return (await respondBeforeNext(request, found, app)) ?? respondByNext(request, isOps, app);
}

/** The answer of the route handler or page that Next would call; null where there is none, or where calling it failed. */
async function respondBeforeNext(request: Request, found: FoundRoute | null, app: App): Promise<Response | null> {
  if (!found || readEnv(app.env).flag("FLAG_NEXT_ONLY")) return null;
  try {
    const load = found.kind === "page" ? app.pages[found.path] : found.load;
    if (!load) return null;
    const handlers = (await load()) as Record<Method, RouteHandler>;
    const method = METHODS.find((known) => known === request.method) ?? NOT_SERVED;
    return await handlers[method](found.kind === "page" ? spoken(request) : request, {
      params: Promise.resolve(found.params),
    });
  } catch (error) {
    if (request.bodyUsed) throw error;
    log(app, "answering before Next failed", error);
    return null;
  }
}

/** A method that HTTP does not know gets the 405 of one that no route serves. */
const NOT_SERVED = "PATCH";

/** Headers of Next's own browser code are taken from operators' pages alone, which use it. */
async function respondByNext(request: Request, isOps: boolean, { next, scope }: App): Promise<Response> {
  const asked = isOps ? request : withoutNextHeaders(spoken(request));
  return inOurWords(request, await withPageKeep(scope, () => next(asked)));
}

/** A page, or an address without one, is read and nothing else, and only so often by one address. */
async function refuseRead(request: Request, env: Bindings): Promise<Response | null> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead) return problem(new AppError("method_not_allowed", undefined, undefined, { allow: "GET, HEAD" }));
  const tooMany = await countRead(env, request.headers);
  return tooMany && problem(tooMany);
}

/** Perimeter check of the operators' area, before Next is entered; every page, action and handler there authorizes again. */
async function refuseStranger(request: Request, { env: bindings, scope }: App): Promise<Response | null> {
  const { env, now } = contextFrom(bindings, scope);
  const asked = { headers: request.headers, env, now };
  const verdict = await verifyOperator({ ...asked, fetch: (url, init) => fetch(url, init) });
  if (!verdict.ok) return problem(await countFailure(bindings, request.headers, new AppError(verdict.code)));
  const isRead = request.method === "GET" || request.method === "HEAD";
  return isRead || isOwnOrigin(request.headers) ? null : problem(new AppError("foreign_origin"));
}

const spoken = (request: Request): Request =>
  new Request(request, { headers: speak(new Headers(request.headers), languageOf(request)) });

const log = ({ scope }: App, msg: string, error: unknown): void =>
  console.error(JSON.stringify({ msg, request_id: scope.requestId, ...loggable(error) }));
