import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { STATUS_TAG } from "@/lib/public/answers";
import type { InvalidateBody, InvalidateResult } from "@/lib/schemas/invalidate";

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

/** An operator's order to forget; surfaces that are named must exist. Every copy shows all surfaces, so all of them go. */
export async function invalidateSurfaces(ctx: Context, named: InvalidateBody): Promise<InvalidateResult> {
  const { surface, surface_id, surfaces = [], surface_ids = [] } = named;
  const ids = [surface, surface_id, ...surfaces, ...surface_ids].filter((id) => id !== undefined);
  const unknown = ids.find((id) => !ctx.registry.find(id));
  if (unknown !== undefined) throw new AppError("unknown_surface", `surface: ${JSON.stringify(unknown)}`);
  await invalidate(ctx, { urgent: true });
  return { invalidated: ids.length > 0 ? ids : "all" };
}
