import type { Context } from "@/lib/context";

/** Everything public that is built from state is kept at the edge under this tag. */
export const STATUS_TAG = "status";

/**
 * Makes the edge forget what readers saw before a write. An urgent one is a public change; the rest (a newer "last checked")
 * is left to the copy's short life in a deployment, where purges are few. A refused purge is logged and changes nothing:
 * the copy's own life bounds what readers see.
 */
export async function invalidate(ctx: Context, { urgent }: { urgent: boolean }): Promise<void> {
  if (!urgent && !ctx.env.local) return;
  try {
    await ctx.scope.cache?.purge({ tags: [STATUS_TAG] });
  } catch (error) {
    ctx.log("cache purge refused", { error: error instanceof Error ? error.name : "unknown" });
  }
}
