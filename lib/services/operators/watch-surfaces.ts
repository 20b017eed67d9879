import type { Statement } from "@/db/client";
import { closeAlert, selectOpenAlertTitles } from "@/db/queries/ops-alerts";
import { selectMemoryOf } from "@/db/queries/ops-memory";
import { shownSurface } from "@/lib/core/engine/settle";
import { RULES, type Surface } from "@/lib/core/engine/surface";
import { SITE } from "@/lib/output/site";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/platform/registry";
import { toIso } from "@/lib/schemas/times";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { alertStatements } from "./alert";
import { isForCustomers, MUTE, muteKey } from "./surface-alerts";

const ALERT = "surface:";

/** How long before the end of maintenance operators hear that the probe fails. */
const REMIND_MS = 600_000;

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
    const shown = shownSurface(found.surface, ctx.now);
    const isMuted = muted.has(muteKey(entry.id));
    const was = (key: string) => titles.get(key) ?? null;
    const key = `${ALERT}${entry.id}`;
    const reminder = { key: reminderKey(entry.id), was: was(reminderKey(entry.id)) };
    return [
      ...(isForCustomers(entry) && !isMuted ? watch(ctx, entry, shown, was(key)) : close(ctx, key, was(key))),
      ...(isMuted ? close(ctx, reminder.key, reminder.was) : remind(ctx, entry, shown, reminder)),
    ];
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

/** An alert on a surface that is muted by now closes without a message, and so does a reminder whose time is past. */
const close = (ctx: Context, key: string, was: string | null): Statement[] =>
  was === null ? [] : closeAlert(ctx.db, key, ctx.now, false);

const reminderKey = (surfaceId: string): string => `${ALERT}${surfaceId}:maintenance`;

/** Reminds operators, once, that maintenance is about to end while the probe fails: at its end readers would see the surface DOWN (contract §12.3). */
function remind(
  ctx: Context,
  { id, display_name: name }: SurfaceEntry,
  shown: Surface,
  { key, was }: { key: string; was: string | null },
): Statement[] {
  const end = shown.state === "MAINTENANCE" ? shown.maintenanceUntil : null;
  if (end === null || end <= ctx.now) return close(ctx, key, was);
  const isFailing = shown.hasProbe && shown.probe.lastOk === false;
  const alert = { key, severity: "warning" as const };
  if (!isFailing || end > ctx.now + REMIND_MS)
    return was === null ? [] : alertStatements(ctx, { ...alert, title: null });
  const time = `${toIso(end).slice(11, 16)} UTC`;
  const title = `Maintenance of ${name} ends at ${time}, and its probe fails. Move the end, or mend it: ${SITE}/ops/surfaces/${id}`;
  return was === title ? [] : alertStatements(ctx, { ...alert, title });
}
