import type { ExecutionContext, ScheduledController } from "@cloudflare/workers-types";
import { renderPage } from "@/app/_public/render-page";
import { meterDb } from "@/db/meter";
import { contextFrom, readRequestId, type Scope } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { IsolateMemory } from "@/lib/server/cache/isolate-memory";
import { routeFinder } from "@/lib/server/find-route";
import { type PlatformScope, serve } from "@/lib/server/serve";
import { runWithCloudflareRequestContext } from "./.open-next/cloudflare/init.js";
import { ROUTES } from "./.open-next/routes.js";
import next from "./.open-next/worker.js";

const findRoute = routeFinder(ROUTES);
const memory = new IsolateMemory();

type PlatformContext = Pick<ExecutionContext, "waitUntil" | "passThroughOnException"> & { cache?: Scope["cache"] };

export default {
  /** Answers from the app's route handlers and public pages without entering Next; everything else, and what fails there, goes to Next. */
  fetch(request: Request, bindings: Bindings, platform: PlatformContext): Promise<Response> {
    const scope = toScope(platform, readRequestId(request.headers));
    const app = {
      bindings,
      scope,
      findRoute,
      renderPage,
      memory: platform.cache ? memory : null,
      next: (ownRequest: Request) => next.fetch(ownRequest, bindings, scope),
    };
    return runWithCloudflareRequestContext(request, bindings, scope, () => serve(request, app));
  },

  /** One tick of the cron, with its D1 usage counted; the jobs are loaded here, since no reader's request needs them. */
  async scheduled(
    { scheduledTime }: ScheduledController,
    bindings: Bindings,
    platform: PlatformContext,
  ): Promise<void> {
    const { runTick } = await import("@/lib/services/cron");
    const { db, cost } = meterDb(bindings.DB);
    const scope = toScope(platform, `tick-${new Date(scheduledTime).toISOString()}`);
    await runTick(contextFrom({ ...bindings, DB: db }, scope, scheduledTime, Date.now()), cost);
  },
};

/** Wraps the platform's context, which can't be spread: its methods are on its prototype. */
const toScope = (platform: PlatformContext, requestId: string): PlatformScope => ({
  waitUntil: (work) => platform.waitUntil(work),
  passThroughOnException: () => platform.passThroughOnException(),
  cache: platform.cache && withMemory(platform.cache),
  requestId,
});

/** The edge cache of this request, whose purge clears what this isolate remembers, too. */
const withMemory = (cache: NonNullable<Scope["cache"]>): Scope["cache"] => ({
  purge: (options) => {
    memory.clear();
    return cache.purge(options);
  },
});
