import type { Statement } from "@/db/client";
import { selectScheduledWindows } from "@/db/queries/maintenance-windows";
import { insertEvent, type NewEvent, selectLastMeasured } from "@/db/queries/notice-events";
import { toMs } from "@/db/time";
import { shownSurface } from "@/lib/core/engine/decide";
import type { Surface } from "@/lib/core/engine/surface";
import { findMeasured } from "@/lib/core/notices/measured";
import { findReminder } from "@/lib/core/notices/reminders";
import { publicNote } from "@/lib/output/note";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/platform/registry";
import { toPublicTime } from "@/lib/schemas/times";
import { isForCustomers } from "@/lib/services/operators/surface-alerts";
import { runIdempotent } from "@/lib/services/retry";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { windowEvent } from "./events";

/**
 * Inserts the events that no write makes: measured outages, by what readers see against what was last told, and the reminders of windows
 * (contract §20.3). What a lost tick would have inserted, the next one does.
 */
export async function noteOccasions(ctx: Context): Promise<number> {
  const [loaded, measured, windows] = await loadSurfaces(
    ctx,
    selectLastMeasured(ctx.db),
    selectScheduledWindows(ctx.db),
  );
  const last = new Map(measured.map((row) => [row.subject, row]));
  const outages = ctx.registry.entries.filter(isForCustomers).flatMap((entry) => {
    const surface = loaded.get(entry.id)?.surface;
    return surface ? toOutage(ctx, entry, shownSurface(surface, ctx.now), last.get(`surface:${entry.id}`)) : [];
  });
  const statements: Statement[] = [...outages, ...toReminders(ctx, windows)].map((event) =>
    insertEvent(ctx.db, event, ctx.clock()),
  );
  if (statements.length > 0) await runIdempotent(ctx, statements);
  return statements.length;
}

type LastRow = Awaited<ReturnType<typeof selectLastMeasured>>[number];

const isExplained = ({ tickets, override, windows }: Surface): boolean =>
  tickets.length > 0 || override !== null || windows.some(({ running }) => running);

function toOutage({ now }: Context, entry: SurfaceEntry, surface: Surface, last: LastRow | undefined): NewEvent[] {
  const seen = { state: surface.state, stateSince: surface.stateSince, isExplained: isExplained(surface) };
  const found = findMeasured(last ? { ...last, at: toMs(last.at) } : null, seen, now);
  if (!found) return [];
  const named = { id: entry.id, name: entry.display_name };
  return [
    {
      ...found,
      subject: `surface:${entry.id}`,
      revision: (last?.revision ?? 0) + 1,
      kind: "measured",
      surfaces: [entry.id],
      at: now,
      content: {
        title: entry.display_name,
        surfaces: [named],
        path: `/surfaces/${entry.id}`,
        starts_at: found.isOver ? null : toPublicTime(surface.stateSince),
      },
    },
  ];
}

type WindowRows = Awaited<ReturnType<typeof selectScheduledWindows>>;

/** The reminders that are due, one for a window, of the surfaces on which it has not begun. */
function toReminders({ now, registry }: Context, rows: WindowRows): NewEvent[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
    const [window] = own;
    const surfaces = own.flatMap(({ surfaceId: id }) => {
      const name = registry.displayName(id);
      return name === null ? [] : [{ id, name }];
    });
    if (!window || surfaces.length === 0) return [];
    const span = { startsAt: toMs(window.startsAt), endsAt: toMs(window.endsAt) };
    const due = findReminder({ ...span, changedAt: toMs(window.updatedAt) }, now);
    const { id: windowId, sequence } = window;
    return due
      ? [windowEvent({ windowId, sequence, note: publicNote(window.publicNote), surfaces, ...span, ...due })]
      : [];
  });
}
