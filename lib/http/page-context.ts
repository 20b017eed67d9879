import { getCloudflareContext } from "@opennextjs/cloudflare";
import { type Context, contextFrom, type Scope } from "@/lib/context";
import type { Bindings } from "@/lib/env";

const CONTEXTS = new WeakMap<object, Context>();

/** The context of the page that is being rendered: one for the whole request. */
export function pageContext(): Context {
  const { env, ctx } = getCloudflareContext();
  const context = CONTEXTS.get(ctx) ?? contextFrom(env as unknown as Bindings, ctx as unknown as Scope);
  CONTEXTS.set(ctx, context);
  return context;
}
