import type { ExecutionContext, ScheduledController } from "@cloudflare/workers-types";
import { type PageModule, renderMissing, renderPage } from "@/app/_public/render-page";
import { meterDb } from "@/db/meter";
import { isOwnOrigin } from "@/lib/access/own-origin";
import { verifyOperator } from "@/lib/access/verify-operator";
import { contextFrom, type Scope } from "@/lib/context";
import { runTick } from "@/lib/cron";
import { nextPage } from "@/lib/edge/next-page";
import { withoutNextHeaders } from "@/lib/edge/own-headers";
import { requestIdOf } from "@/lib/edge/request-id";
import { isOpsPath, isPagePath } from "@/lib/edge/routes";
import { setSecurityHeaders } from "@/lib/edge/security";
import { serveAtEdge } from "@/lib/edge/serve";
import { StandInCache } from "@/lib/edge/stand-in-cache";
import { type Bindings, readEnv } from "@/lib/env";
import { AppError, loggable } from "@/lib/errors";
import { DOORS } from "@/lib/generated/doors";
import { dropUnread } from "@/lib/http/body";
import { type DoorTable, doorFinder, METHODS } from "@/lib/http/find-door";
import { readPageAddress, redirectOf } from "@/lib/http/page-address";
import { inOurWords, problem } from "@/lib/http/problem";
import { countFailure, countRead } from "@/lib/limits";
import { MonthBefore } from "@/lib/schemas/month";
import next from "./.open-next/worker.js";

/** Used where the platform keeps no copies itself. */
const standIn = new StandInCache();

const findDoor = doorFinder(DOORS);

/** The pages that are rendered before Next is entered. */
const PAGES: Record<string, () => Promise<unknown>> = {
  "": () => import("@/app/(public)/page"),
  "/docs/api": () => import("@/app/(public)/docs/api/page"),
  "/history": () => import("@/app/(public)/history/page"),
  "/incidents/[id]": () => import("@/app/(public)/incidents/[id]/page"),
  "/surfaces/[id]": () => import("@/app/(public)/surfaces/[id]/page"),
};
const findPage = doorFinder(PAGES as unknown as DoorTable);

type PlatformContext = Pick<ExecutionContext, "waitUntil" | "passThroughOnException"> & { cache?: Scope["cache"] };

export default {
  fetch(request: Request, env: Bindings, ctx: PlatformContext): Response | Promise<Response> {
    return standIn.recall(request) ?? serve(request, env, ctx);
  },

  async scheduled(controller: ScheduledController, env: Bindings, ctx: PlatformContext): Promise<void> {
    await tick(env, ctx, controller.scheduledTime);
  },
};

async function serve(request: Request, env: Bindings, ctx: PlatformContext): Promise<Response> {
  const unreadable = refuseUnreadable(request);
  if (unreadable) return unreadable;
  const local = env.LOCAL && LOCAL_HANDLERS.get(new URL(request.url).pathname);
  if (local) return local(request, env, ctx);
  const scope = scopeOf(ctx, requestIdOf(request.headers));
  const response = await serveAtEdge(request, ctx.cache ? null : standIn, {
    requestId: scope.requestId,
    redirectOf: (url) => redirectOf(url, readPageAddress(url).path === "/history" ? { before: MonthBefore } : {}),
    made: (inner) => make(inner, env, scope),
    assets: (inner) => env.ASSETS.fetch(inner as never) as unknown as Promise<Response>,
    defer: (work) => ctx.waitUntil(work),
    admit: async () => refusalOf(await countRead(env, request.headers)),
  });
  await dropUnread(request);
  return response;
}

/** What nobody has kept: through a door of ours, else a page of Next's (decision 018). */
async function make(request: Request, env: Bindings, scope: PageScope): Promise<Response> {
  const refused = refuseAtPage(request) ?? (await refuseAtOps(request, env));
  if (refused) return refused;
  const { pathname } = new URL(request.url);
  const door = findDoor(pathname);
  if (!door) return isOpsPath(pathname) ? page(request, env, scope) : publicPage(request, env, scope);
  const doors = await door.load();
  const method = METHODS.find((known) => known === request.method) ?? SERVED_NOWHERE;
  return doors[method](request, contextFrom(env, scope), door.params);
}

/** A method that we don't know is refused as this one is. */
const SERVED_NOWHERE = "PATCH";

/** Next's answer, which refuses in our words what is no page. */
const page = async (request: Request, env: Bindings, scope: PageScope): Promise<Response> =>
  inOurWords(request, await nextPage(await next.fetch(tamed(request), env, scope), env.LOCAL !== undefined));

/** A page of the table, or the one that is missing; Next answers where that throws, and what is no page's path. */
async function publicPage(request: Request, env: Bindings, scope: PageScope): Promise<Response> {
  const { path, language } = readPageAddress(new URL(request.url));
  const found = findPage(path);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || path === "/sitemap.xml" || path.startsWith("/_next/")) return page(request, env, scope);
  const ctx = contextFrom(env, scope);
  try {
    if (!found) return renderMissing(ctx, language);
    return await renderPage((await found.load()) as unknown as PageModule, { request, ctx, id: found.params.id ?? "" });
  } catch (error) {
    ctx.log("page failed before Next", loggable(error));
    return page(request, env, scope);
  }
}

type PageScope = Scope & { requestId: string; passThroughOnException: () => void };

const scopeOf = (ctx: PlatformContext, requestId: string): PageScope => ({
  waitUntil: (work) => ctx.waitUntil(work),
  passThroughOnException: () => ctx.passThroughOnException(),
  cache: ctx.cache ?? standIn,
  requestId,
});

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/;

/** A `Host` that can't be one makes no address, and nobody behind us could read it. */
function refuseUnreadable({ url }: Request): Response | null {
  if (URL.canParse(url) && HOST.test(new URL(url).host)) return null;
  const refusal = problem(new AppError("not_found"));
  setSecurityHeaders(refusal.headers, "");
  return refusal;
}

const refusalOf = (error: AppError | null): Response | null => error && problem(error);

/** Operators' pages alone are Next's to navigate. */
const tamed = (request: Request): Request =>
  isOpsPath(new URL(request.url).pathname) ? request : withoutNextHeaders(request);

/** A page is read, and nothing else; Next would answer any method with it. */
function refuseAtPage({ url, method }: Request): Response | null {
  if (!isPagePath(new URL(url).pathname) || method === "GET" || method === "HEAD") return null;
  return problem(new AppError("method_not_allowed", undefined, undefined, { allow: "GET, HEAD" }));
}

/**
 * Strangers at the operators' area are turned away before Next is entered, whatever they call it. Every page, action and
 * handler in there asks again: this is the wall around the house, not its lock.
 */
async function refuseAtOps(request: Request, bindings: Bindings): Promise<Response | null> {
  if (!isOpsPath(new URL(request.url).pathname)) return null;
  const env = readEnv(bindings);
  const asked = { headers: request.headers, env, now: Date.now() };
  const verdict = await verifyOperator({ ...asked, fetch: (url, init) => fetch(url, init) });
  if (!verdict.ok) return problem(await countFailure(bindings, request.headers, new AppError(verdict.code)));
  const reads = request.method === "GET" || request.method === "HEAD";
  return reads || isOwnOrigin(request.headers, env.local) ? null : problem(new AppError("foreign_origin"));
}

/** One tick, its cost of D1 counted. */
async function tick(env: Bindings, ctx: PlatformContext, now: number): Promise<void> {
  const { db, cost } = meterDb(env.DB);
  await runTick(contextFrom({ ...env, DB: db }, scopeOf(ctx, `tick-${new Date(now).toISOString()}`), now), cost);
}

/** What the scripts ask of a local server, where wrangler's has its own: these paths are nobody's anywhere else. */
const LOCAL_HANDLERS = new Map<string, (request: Request, env: Bindings, ctx: PlatformContext) => Promise<Response>>([
  ["/cdn-cgi/handler/scheduled", tickOnDemand],
]);

/** As wrangler's local server does it: `?cron=…&time=<ms>`, with `time` as the tick's now. */
async function tickOnDemand(request: Request, env: Bindings, ctx: PlatformContext): Promise<Response> {
  const time = Number(new URL(request.url).searchParams.get("time") ?? Number.NaN);
  await tick(env, ctx, Number.isFinite(time) && time > 0 ? time : Date.now());
  return new Response("ok", { headers: { "Cache-Control": "no-store" } });
}
