import { isOwnOrigin, verifyOperator } from "@/lib/integrations/access/verify-operator";
import { MIRROR } from "@/lib/output/mirror";
import { type Context, contextFrom, REQUEST_ID, type Scope, timeOfSending } from "@/lib/platform/context";
import { AppError, loggable } from "@/lib/platform/problems";
import { countFailure, countRead } from "@/lib/platform/rate-limits";
import type { Bindings } from "@/lib/platform/settings/variables";
import { isLanguage } from "@/lib/schemas/language";
import { nextPage, withoutNextHeaders } from "@/lib/server/next-page";
import { isForeign, isOpsPath } from "@/lib/server/paths";
import { dropUnread, readBytes } from "./body";
import { EDGE_CONTROL, EDGE_TAG } from "./cache/cache-headers";
import type { IsolateMemory } from "./cache/isolate-memory";
import { METHODS, type Method, type RouteHandler } from "./endpoint";
import { type FoundRoute, findPathRedirect } from "./find-route";
import { requireForm } from "./operator-form";
import { problem, toOwnProblem } from "./problem-response";
import { setSecurityHeaders } from "./security-headers";

export type PlatformScope = Scope & { requestId: string; passThroughOnException: () => void };

/** A request for a public page: its module, or null where no page has this address. */
type PageCall = { module: unknown; params: FoundRoute["params"]; request: Request; ctx: Context };

/** The parts that the Worker is composed of, for one request. */
export type App = {
  bindings: Bindings;
  scope: PlatformScope;
  findRoute: (pathname: string) => FoundRoute | null;
  /** A public page as a whole document, or 404. */
  renderPage: (call: PageCall) => Promise<Response>;
  /** Where Workers Cache is configured: bounds the load on D1 should it cache nothing. */
  memory: IsolateMemory | null;
  /** The whole app as Next serves it. */
  next: (request: Request) => Promise<Response>;
};

type ServeRequest = { request: Request; ctx: Context; isOps: boolean; found: FoundRoute | null; app: App };

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/;

/** Answers a request, sets the headers of every response, and reads an unread body to its end. */
export async function serve(request: Request, app: App): Promise<Response> {
  const { requestId } = app.scope;
  if (!URL.canParse(request.url) || !HOST.test(new URL(request.url).host))
    return finish(problem(new AppError("not_found")), { pathname: "", requestId });
  const { pathname } = new URL(request.url);
  if (isForeign(pathname)) return finish(new Response(null, { status: 404 }), { pathname, requestId });
  const response = await respond(request, pathname, app).catch(failed(requestId));
  await dropUnread(request);
  return finish(response, { pathname, requestId });
}

async function respond(request: Request, pathname: string, app: App): Promise<Response> {
  const ctx = contextFrom(app.bindings, app.scope);
  const served = { request, ctx, isOps: isOpsPath(pathname), found: findAddress(app, pathname), app };
  if (!app.memory || served.isOps || !served.found || !isRead(request)) return build(served);
  return app.memory.respond(request, ctx.now, (whole) => build({ ...served, request: whole }));
}

async function build(served: ServeRequest): Promise<Response> {
  const isPage = served.found?.kind !== "route" && !served.isOps;
  const refused = (served.isOps && (await refuseStranger(served))) || (isPage && (await refuseRead(served)));
  return refused || (await respondBeforeNext(served)) || respondByNext(served);
}

/** A path with an unknown language as its prefix has no page. */
function findAddress({ findRoute }: App, pathname: string): FoundRoute | null {
  const found = findRoute(pathname);
  const lang = found?.params.lang;
  return lang === undefined || isLanguage(String(lang)) ? found : null;
}

/** The response of the route handler or page that Next would call; null where only Next can answer, and where the call failed. */
async function respondBeforeNext({ request, ctx, isOps, found, app }: ServeRequest): Promise<Response | null> {
  if (found?.kind === "next" || (isOps && !found) || (found && ctx.env.flag("FLAG_NEXT_ONLY"))) return null;
  try {
    const module = found && (await found.load());
    if (found?.kind !== "route") return await app.renderPage({ module, params: found?.params ?? {}, request, ctx });
    const method = METHODS.find((known) => known === request.method) ?? NOT_SERVED;
    return await (module as Record<Method, RouteHandler>)[method](request, { params: Promise.resolve(found.params) });
  } catch (error) {
    if (request.bodyUsed) throw error;
    ctx.log("answering before Next failed", loggable(error));
    return null;
  }
}

/** A method unknown to HTTP gets the same 405 as one that no route serves. */
const NOT_SERVED = "PATCH";

/** The largest body of a form in /ops, and of any route handler. */
const FORM_LIMIT = 1024 * 1024;
const ROUTE_LIMIT = 48 * 1024 * 1024;

/** What Next does not know of a public page: that its path has one spelling, and a 404 that can be read without scripts. */
async function respondByNext(served: ServeRequest): Promise<Response> {
  const { request, ctx, found, app } = served;
  if (found?.kind !== "page" || !isRead(request)) return enterNext(served);
  const redirect = findPathRedirect(new URL(request.url));
  if (redirect) return new Response(null, { status: 308, headers: { Location: redirect } });
  const response = await enterNext(served);
  if (response.status !== 404) return response;
  return app.renderPage({ module: null, params: {}, request, ctx }).catch(() => response);
}

/** Headers of Next's own browser code are removed except on operators' pages, which use it. Next reads any body whole, so it gets one within bounds. */
async function enterNext({ request, isOps, found, app }: ServeRequest): Promise<Response> {
  const bounded = isRead(request) ? request : await withBody(request, { isForm: found?.kind !== "route" });
  const response = await app.next(isOps ? bounded : withoutNextHeaders(bounded));
  return toOwnProblem(request, await nextPage(response));
}

async function withBody(request: Request, { isForm }: { isForm: boolean }): Promise<Request> {
  const body = await readBytes(request, isForm ? FORM_LIMIT : ROUTE_LIMIT);
  if (isForm) await requireForm(request.headers, body);
  return new Request(request, { body });
}

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** Pages, and addresses without one, allow reads only, at a limited rate per address. */
async function refuseRead({ request, ctx, found }: ServeRequest): Promise<Response | null> {
  if (!isRead(request) && !found) return problem(new AppError("not_found"));
  if (!isRead(request))
    return problem(new AppError("method_not_allowed", undefined, undefined, { allow: "GET, HEAD" }));
  const tooMany = await countRead(ctx.limits, request.headers);
  return tooMany && problem(tooMany);
}

/** Perimeter check of the operators' area, before Next is entered; every page, action and handler there authorizes again. */
async function refuseStranger({ request, ctx }: ServeRequest): Promise<Response | null> {
  const { headers } = request;
  const verdict = await verifyOperator({ headers, env: ctx.env, now: ctx.now, fetch: (url, init) => fetch(url, init) });
  if (!verdict.ok) ctx.log("ops refused", { why: verdict.why });
  if (!verdict.ok) return problem(await countFailure(ctx.limits, headers, new AppError(verdict.code)));
  return isRead(request) || isOwnOrigin(headers) ? null : problem(new AppError("foreign_origin"));
}

const failed =
  (requestId: string) =>
  (error: unknown): Response => {
    if (error instanceof AppError) return problem(error);
    console.log(JSON.stringify({ msg: "request failed", request_id: requestId, ...loggable(error) }));
    return problem(new AppError("internal_error"));
  };

/** Headers that reveal the server software. */
const FINGERPRINTS = ["x-opennext", "x-nextjs-cache", "x-nextjs-prerender", "x-nextjs-stale-time", "x-powered-by"];

/** Sets every response's headers: security, request id, date, `no-store` without an edge policy. No `Vary`: one URL, one response. */
export function finish(response: Response, { pathname, requestId }: { pathname: string; requestId: string }): Response {
  const headers = new Headers(response.headers);
  for (const name of FINGERPRINTS) headers.delete(name);
  headers.delete("Vary");
  if (headers.get("Content-Encoding") === "identity") headers.delete("Content-Encoding");
  headers.set(REQUEST_ID, requestId);
  if (!headers.has("Date")) headers.set("Date", timeOfSending());
  if (response.status !== 304) setSecurityHeaders(headers); // a response that a 304 confirms has its own
  if (MIRROR && !isOpsPath(pathname) && headers.get("Content-Type")?.startsWith("text/html"))
    headers.append("Link", `<${MIRROR}/>; rel="alternate"; title="A copy on another host"`);
  if (isOpsPath(pathname)) headers.set("X-Robots-Tag", "noindex");
  if (!headers.has(EDGE_CONTROL)) {
    headers.set("Cache-Control", "no-store");
    headers.delete(EDGE_TAG);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
