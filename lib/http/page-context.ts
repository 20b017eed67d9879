import { getCloudflareContext } from "@opennextjs/cloudflare";
import { type Context, contextFrom, type Scope } from "@/lib/context";
import type { Bindings } from "@/lib/env";

/** The context of the page that Next is rendering. */
export function pageContext(): Context {
  const { env, ctx } = getCloudflareContext();
  return contextFrom(env as unknown as Bindings, ctx as unknown as Scope);
}
