import type { Statement } from "@/db/client";
import { closeAlert, selectOpenAlertTitles } from "@/db/queries/ops-alerts";
import { selectMemoryOf } from "@/db/queries/ops-memory";
import { shownSurface } from "@/lib/core/engine/settle";
import { RULES, type Surface } from "@/lib/core/engine/surface";
import { SITE } from "@/lib/output/site";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/platform/registry";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { alertStatements } from "./alert";
import { isForCustomers, MUTE, muteKey } from "./surface-alerts";

const ALERT = "surface:";

/**
 * Tells operators that a surface of the customers' is down, and that it is back: what readers see is what counts, so the engine's
 * own thresholds do too (contract §16.4). A surface that is UNKNOWN is not back.
 */
export async function watchSurfaces(ctx: Context): Promise<Record<string, number>> {
  const [loaded, open, mutes] = await loadSurfaces(
    ctx,
    selectOpenAlertTitles(ctx.db, ALERT),
    selectMemoryOf(ctx.db, MUTE),
  );
  const titles = new Map(open.map(({ key, title }) => [key, title]));
  const muted = new Set(mutes.map(({ key }) => key));
  const statements = ctx.registry.entries.flatMap((entry) => {
    const found = loaded.get(entry.id);
    if (!found) return [];
    const was = titles.get(`${ALERT}${entry.id}`) ?? null;
    const isWatched = isForCustomers(entry) && !muted.has(muteKey(entry.id));
    return isWatched ? watch(ctx, entry, shownSurface(found.surface, ctx.now), was) : unwatch(ctx, entry, was);
  });
  await runIdempotent(ctx, statements);
  return { down: ctx.registry.entries.filter(({ id }) => loaded.get(id)?.surface.state === "DOWN").length };
}

function watch(
  ctx: Context,
  { id, display_name: name }: SurfaceEntry,
  shown: Surface,
  was: string | null,
): Statement[] {
  const alert = { key: `${ALERT}${id}`, severity: "critical" as const };
  if (shown.state !== "DOWN")
    return was !== null && shown.state !== "UNKNOWN" ? alertStatements(ctx, { ...alert, title: null }) : [];
  const title = `${name} is down: ${RULES[shown.because]}. ${SITE}/ops/surfaces/${id}`;
  return was === title ? [] : alertStatements(ctx, { ...alert, title });
}

/** An alert on a surface that is muted by now closes without a message. */
const unwatch = (ctx: Context, { id }: SurfaceEntry, was: string | null): Statement[] =>
  was === null ? [] : closeAlert(ctx.db, `${ALERT}${id}`, ctx.now, false);
