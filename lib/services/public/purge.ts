import { runBatch } from "@/db/client";
import { insertShown } from "@/db/queries/notice-delays";
import { STATUS_TAG } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { within } from "@/lib/platform/within";
import type { InvalidateBody, InvalidateResult } from "@/lib/schemas/internal";

/** How long a write waits for the purge. */
const PURGE_MS = 5_000;

/** The caches that only remember that a purge is wanted. */
const DEFERRED = new WeakSet<object>();

/** How long the edge shows what it has where no purge tells it (lib/server/cache/cache-headers.ts). */
const EDGE_LIFE_MS = 60_000;

/** Purges the public view from the edge cache; false where the platform refused (5 a minute), which is logged and fails nothing. */
export async function purgePublic(ctx: Context): Promise<boolean> {
  const { cache } = ctx.scope;
  const isForLater = cache !== undefined && DEFERRED.has(cache);
  const result = cache
    ? await within(PURGE_MS, cache.purge({ tags: [STATUS_TAG] })).catch(toRefusal)
    : { success: true, errors: [] }; // nothing is cached
  if (!result.success) ctx.log("cache purge refused", { errors: result.errors });
  if (!isForLater) ctx.scope.waitUntil(noteShown(ctx, result.success));
  return result.success;
}

/** Enters when readers could see what was written; figures alone, for which nobody waits and nothing fails. */
async function noteShown(ctx: Context, isPurged: boolean): Promise<void> {
  const shownAt = ctx.clock() + (isPurged ? 0 : EDGE_LIFE_MS);
  await runBatch(ctx.db, [insertShown(ctx.db, shownAt)]).catch(() => ctx.log("page times: not entered"));
}

/** Runs work whose writes purge, with one purge at its end: the platform accepts five a minute, and such work commits several times. */
export async function purgingOnce<T>(
  ctx: Context,
  work: (ctx: Context) => Promise<T>,
): Promise<{ result: T; purged: boolean }> {
  let isWanted = false;
  const cache = {
    purge: async () => {
      isWanted = true;
      return { success: true, errors: [] };
    },
  };
  DEFERRED.add(cache);
  let purged = true;
  const end = async () => {
    if (isWanted) purged = await purgePublic(ctx);
  };
  const result = await work({ ...ctx, scope: { ...ctx.scope, cache } }).finally(end);
  return { result, purged };
}

/** What a write answers, with `purged: false` where the platform refused the purge: readers then see it within about a minute. */
export async function answeringPurge<T extends object>(
  ctx: Context,
  write: (ctx: Context) => Promise<T>,
): Promise<T & { purged?: false }> {
  const { result, purged } = await purgingOnce(ctx, write);
  return purged ? result : { ...result, purged };
}

const toRefusal = (error: unknown) => ({
  success: false,
  errors: [{ code: 0, message: error instanceof Error ? error.name : "unknown" }],
});

/** Purges on an operator's request; named surfaces must exist. Every response shows all surfaces, so everything is purged. */
export async function invalidateSurfaces(ctx: Context, named: InvalidateBody): Promise<InvalidateResult> {
  const { surface, surface_id, surfaces = [], surface_ids = [] } = named;
  const ids = [surface, surface_id, ...surfaces, ...surface_ids].filter((id) => id !== undefined);
  const unknown = ids.find((id) => !ctx.registry.find(id));
  if (unknown !== undefined) throw new AppError("unknown_surface", `surface: ${JSON.stringify(unknown)}`);
  return { invalidated: ids.length > 0 ? ids : "all", purged: await purgePublic(ctx) };
}
