import { selectWindowsEndingAfter } from "@/db/queries/maintenance-windows";
import { insertEvent, type NewEvent, selectLastEvents } from "@/db/queries/notice-events";
import { toMs, toMsOrNull } from "@/db/time";
import { shownSurface } from "@/lib/core/engine/settle";
import type { Surface } from "@/lib/core/engine/surface";
import { HORIZON_MS } from "@/lib/core/notices/event";
import { findMeasured } from "@/lib/core/notices/measured";
import { findReminder } from "@/lib/core/notices/reminders";
import { findWindowStep } from "@/lib/core/notices/windows";
import { publicNote } from "@/lib/output/note";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/platform/registry";
import { isForCustomers } from "@/lib/services/operators/surface-alerts";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { outageEvent, windowEvent } from "./events";

type LastEvents = ReadonlyMap<string, Awaited<ReturnType<typeof selectLastEvents>>[number]>;
type WindowRows = Awaited<ReturnType<typeof selectWindowsEndingAfter>>;

/**
 * Inserts what is to be told of windows and measured outages, by what is stored against what was last told (contract §20.3). What a lost
 * tick would have inserted, the next one does.
 */
export async function noteOccasions(ctx: Context): Promise<number> {
  const since = ctx.now - HORIZON_MS;
  const [loaded, events, windows] = await loadSurfaces(
    ctx,
    selectLastEvents(ctx.db),
    selectWindowsEndingAfter(ctx.db, since),
  );
  const last: LastEvents = new Map(events.map((row) => [row.subject, row]));
  const outages = ctx.registry.entries.filter(isForCustomers).flatMap((entry) => {
    const surface = loaded.get(entry.id)?.surface;
    return surface ? toOutage(ctx, entry, shownSurface(surface, ctx.now), last) : [];
  });
  const byWindow = [...Map.groupBy(windows, ({ id }) => id).values()];
  const all = [...outages, ...byWindow.flatMap((rows) => toWindowEvents(ctx, rows, last))];
  if (all.length > 0)
    await runIdempotent(
      ctx,
      all.map((event) => insertEvent(ctx.db, event, ctx.clock())),
    );
  return all.length;
}

const isExplained = ({ tickets, override, windows }: Surface): boolean =>
  tickets.length > 0 || override !== null || windows.some(({ running }) => running);

function toOutage({ now }: Context, entry: SurfaceEntry, surface: Surface, events: LastEvents): NewEvent[] {
  const last = events.get(`surface:${entry.id}`);
  const seen = { state: surface.state, stateSince: surface.stateSince, isExplained: isExplained(surface) };
  const found = findMeasured(last ? { ...last, at: toMs(last.at) } : null, seen, now);
  if (!found) return [];
  const named = { id: entry.id, name: entry.display_name };
  return [
    outageEvent({ ...found, surface: named, revision: (last?.revision ?? 0) + 1, since: surface.stateSince, at: now }),
  ];
}

/** A window's next step, or the reminder that is due. Surfaces that have left the registry are told of to nobody. */
function toWindowEvents({ now, registry }: Context, rows: WindowRows, events: LastEvents): NewEvent[] {
  const [window] = rows;
  const surfaces = rows.flatMap(({ surfaceId: id }) => {
    const name = registry.displayName(id);
    return name === null ? [] : [{ id, name }];
  });
  if (!window || surfaces.length === 0) return [];
  const last = events.get(`window:${window.id}`);
  const span = { startsAt: toMs(window.startsAt), endsAt: toMs(window.endsAt) };
  const ends = rows.flatMap(({ endedAt }) => (endedAt === null ? [] : [toMs(endedAt)]));
  const stored = {
    ...{ ...span, changedAt: toMs(window.updatedAt), phases: rows.map(({ phase }) => phase) },
    endedAt: ends.length > 0 ? Math.max(...ends) : null,
  };
  const told = last && {
    ...{ isOver: last.isOver, hasStarted: last.hasStarted > 0 },
    ...{ startsAt: toMsOrNull(last.startsAt), endsAt: toMsOrNull(last.endsAt) },
  };
  const isScheduled = stored.phases.includes("scheduled") && !stored.phases.includes("running");
  const due = findWindowStep(stored, told ?? null) ?? (isScheduled && !told?.isOver ? findReminder(stored, now) : null);
  const { id: windowId, sequence } = window;
  return due
    ? [windowEvent({ windowId, sequence, note: publicNote(window.publicNote), surfaces, ...span, ...due })]
    : [];
}
