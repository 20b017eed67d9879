import { getCloudflareContext } from "@opennextjs/cloudflare";
import { cache } from "react";
import { type Context, contextFrom, type Scope } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/env";
import { readRequestId } from "@/lib/server/finish";

/** The context of the request that is being answered, by the Worker itself or by Next; `headers` name the request in our log. */
export function requestContext(headers: Headers): Context {
  const { env, ctx } = getCloudflareContext();
  const scope: Scope = ctx as unknown as Scope;
  return contextFrom(env as unknown as Bindings, scope.requestId ? scope : toScope(scope, readRequestId(headers)));
}

/** The platform's own object has its methods on its prototype, so it can't be spread. */
const toScope = (platform: Scope, requestId: string): Scope => ({
  waitUntil: (work) => platform.waitUntil(work),
  cache: platform.cache,
  requestId,
});

/** The context of the page that Next renders: one for all that it renders in one request. */
export const pageContext: () => Context = cache(() => requestContext(new Headers()));
