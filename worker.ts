import type { ExecutionContext, ScheduledController } from "@cloudflare/workers-types";
import { meterDb } from "@/db/meter";
import { contextFrom, type Scope } from "@/lib/context";
import { runTick } from "@/lib/cron";
import { requestIdOf } from "@/lib/edge/request-id";
import type { Bindings } from "@/lib/env";
import { routeFinder } from "@/lib/http/find-route";
import { type PlatformScope, serve } from "@/lib/http/serve";
import { runWithCloudflareRequestContext } from "./.open-next/cloudflare/init.js";
import { ROUTES } from "./.open-next/routes.js";
import shells from "./.open-next/shells.txt";
import next from "./.open-next/worker.js";

const findRoute = routeFinder(ROUTES);

type PlatformContext = Pick<ExecutionContext, "waitUntil" | "passThroughOnException"> & { cache?: Scope["cache"] };

export default {
  /** Answers by the app's route handlers and pages before Next is entered; what is not found there, or fails, is Next's. */
  fetch(request: Request, env: Bindings, ctx: PlatformContext): Promise<Response> {
    const scope = scopeOf(ctx, requestIdOf(request.headers));
    const app = {
      findRoute,
      pages: { "/": () => import("@/app/front-page") },
      next: (asked: Request) => next.fetch(asked, env, scope),
    };
    scope.pages = { built: shells, render: app.next };
    return runWithCloudflareRequestContext(request, env, scope, () => serve(request, { env, scope, ...app }));
  },

  /** One tick of the cron, its cost of D1 counted. */
  async scheduled({ scheduledTime }: ScheduledController, env: Bindings, ctx: PlatformContext): Promise<void> {
    const { db, cost } = meterDb(env.DB);
    const scope = scopeOf(ctx, `tick-${new Date(scheduledTime).toISOString()}`);
    await runTick(contextFrom({ ...env, DB: db }, scope, scheduledTime), cost);
  },
};

/** The platform's object has its methods on its prototype, so it can't be spread. */
const scopeOf = (ctx: PlatformContext, requestId: string): PlatformScope => ({
  waitUntil: (work) => ctx.waitUntil(work),
  passThroughOnException: () => ctx.passThroughOnException(),
  cache: ctx.cache,
  requestId,
});
