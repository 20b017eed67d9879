import type { CacheContext, ScheduledController } from "@cloudflare/workers-types";
import app from "@/worker"; // the launcher puts the built one here, or what a test puts before it
import { isLoopback } from "../../lib/schemas/request-url";

type Env = Parameters<typeof app.fetch>[1] & { EDGE?: CacheContext };
type Context = Parameters<typeof app.fetch>[2];

const SCHEDULED = "/cdn-cgi/handler/scheduled";

/** The app's main module on a local server: the Worker with the `ctx.cache` that the platform provides. */
export default {
  fetch(request: Request, env: Env, ctx: Context): Response | Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === SCHEDULED) return isFromElsewhere(request) ? refusal() : runScheduled(searchParams, env, ctx);
    return app.fetch(request, env, withCache(ctx, env));
  },
  scheduled: (controller: ScheduledController, env: Env, ctx: Context): Promise<void> =>
    app.scheduled(controller, env, withCache(ctx, env)),
};

/** A web page that makes its reader's browser call this server, directly or by a name that leads here. */
const isFromElsewhere = ({ url, headers }: Request): boolean =>
  !isLoopback(url) || !["none", "same-origin", null].includes(headers.get("Sec-Fetch-Site"));

const refusal = (): Response => new Response("Only from this machine's own pages and programs.\n", { status: 403 });

function withCache(ctx: Context, { EDGE }: Env): Context {
  if (!EDGE) return ctx;
  const cache: CacheContext = { purge: (what) => EDGE.purge(what), invalidate: (what) => EDGE.invalidate(what) };
  return Object.defineProperty(ctx, "cache", { value: cache });
}

/** As wrangler's local server does it: `?cron=…&time=<ms>`, with `time` as the run's `now`. */
async function runScheduled(params: URLSearchParams, env: Env, ctx: Context): Promise<Response> {
  const time = Number(params.get("time") || Number.NaN);
  const scheduledTime = time > 0 ? time : Date.now();
  const controller = { scheduledTime, cron: params.get("cron") ?? "* * * * *", noRetry: () => undefined };
  await app.scheduled(controller, env, withCache(ctx, env));
  return new Response("ok", { headers: { "Cache-Control": "no-store" } });
}
