import { getCloudflareContext } from "@opennextjs/cloudflare";
import { cache } from "react";
import { type Context, contextFrom, readRequestId, type Scope } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";

/** The context of the request that the Worker itself or Next is answering; `headers` contain the request's id for the log. */
export function requestContext(headers: Headers): Context {
  const { env, ctx } = getCloudflareContext();
  const scope: Scope = ctx as unknown as Scope;
  return contextFrom(env as unknown as Bindings, scope.requestId ? scope : toScope(scope, readRequestId(headers)));
}

/** Wraps the platform's context, which can't be spread: its methods are on its prototype. */
const toScope = (platform: Scope, requestId: string): Scope => ({
  waitUntil: (work) => platform.waitUntil(work),
  cache: platform.cache,
  requestId,
});

/** The context of the page that Next renders, the same throughout one request. */
export const pageContext: () => Context = cache(() => requestContext(new Headers()));
