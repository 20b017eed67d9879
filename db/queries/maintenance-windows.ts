import { and, asc, eq, getTableColumns, gte, inArray, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { maintenanceWindowSurfaces, maintenanceWindows } from "@/db/schema/maintenance";
import { toMs, toText } from "@/db/time";
import type { Window } from "@/lib/core/engine/surface";

export type WindowRow = typeof maintenanceWindows.$inferSelect;
export type WindowSurfaceRow = typeof maintenanceWindowSurfaces.$inferSelect;

/** A window as an operator plans it; times in epoch milliseconds. */
export type PlannedWindow = {
  id: string;
  surfaceIds: readonly string[];
  startsAt: number;
  beginsAt: number;
  endsAt: number;
  note: string | null;
  actor: string;
};

/** A literal, not a bound value: only so can SQLite use the partial index. */
const isActive = sql`${maintenanceWindowSurfaces.phase} IN ('scheduled', 'running')`;

export const selectActiveWindows = compiled((db) =>
  db
    .select({
      ...getTableColumns(maintenanceWindowSurfaces),
      noteJudged: noteJudged(maintenanceWindowSurfaces.publicNote),
    })
    .from(maintenanceWindowSurfaces)
    .where(isActive),
);

const onlySince = (since: number) => [toText(since)];

/** Windows that end after `since`, cancelled ones too. */
export const selectWindowsSince = compiled(
  (db, since) =>
    db
      .select({ ...getTableColumns(maintenanceWindows), noteJudged: noteJudged(maintenanceWindows.publicNote) })
      .from(maintenanceWindows)
      .where(gte(maintenanceWindows.endsAt, since)),
  onlySince,
);

export const selectWindowSurfacesSince = compiled(
  (db, since) =>
    db
      .select()
      .from(maintenanceWindowSurfaces)
      .where(
        inArray(
          maintenanceWindowSurfaces.windowId,
          db
            .select({ id: maintenanceWindows.id })
            .from(maintenanceWindows)
            .where(gte(maintenanceWindows.endsAt, since)),
        ),
      ),
  onlySince,
);

/** Windows that have not ended on at least one surface, by start. */
export const selectWindows = (db: Db) =>
  db
    .select()
    .from(maintenanceWindowSurfaces)
    .innerJoin(maintenanceWindows, eq(maintenanceWindows.id, maintenanceWindowSurfaces.windowId))
    .where(isActive)
    .orderBy(asc(maintenanceWindows.startsAt), asc(maintenanceWindows.id));

export function insertWindow(db: Db, window: PlannedWindow, now: number): Statement {
  const span = { startsAt: toText(window.startsAt), endsAt: toText(window.endsAt), publicNote: window.note };
  const at = toText(now);
  return db
    .insert(maintenanceWindows)
    .values({ id: window.id, ...span, actor: window.actor, createdAt: at, updatedAt: at });
}

/** A window on one more of its surfaces, or again on one that had left it. */
export function joinWindow(db: Db, window: Window, surfaceId: string): Statement {
  const span = { beginsAt: toText(window.beginsAt), endsAt: toText(window.endsAt), publicNote: window.note };
  const values = { ...span, phase: "scheduled" as const, endedAt: null };
  return db
    .insert(maintenanceWindowSurfaces)
    .values({ windowId: window.id, surfaceId, ...values })
    .onConflictDoUpdate({
      target: [maintenanceWindowSurfaces.windowId, maintenanceWindowSurfaces.surfaceId],
      set: values,
    });
}

/** A window's first public change after planning: its row is updated so that calendars see a new sequence. */
export const touchWindow = (db: Db, id: string, now: number): Statement =>
  db
    .update(maintenanceWindows)
    .set({ sequence: sql`${maintenanceWindows.sequence} + 1`, updatedAt: toText(now) })
    .where(eq(maintenanceWindows.id, id));

const ofSurface = (windowId: string, surfaceId: string) =>
  and(eq(maintenanceWindowSurfaces.windowId, windowId), eq(maintenanceWindowSurfaces.surfaceId, surfaceId));

/** The times and note that an operator changed, on one of the window's surfaces. */
export const changeWindowOn = (db: Db, window: Window, surfaceId: string): Statement =>
  db
    .update(maintenanceWindowSurfaces)
    .set({ beginsAt: toText(window.beginsAt), endsAt: toText(window.endsAt), publicNote: window.note })
    .where(ofSurface(window.id, surfaceId));

/** The window's row as it is now planned; `sequence` counts the edit. */
export const changeWindow = (
  db: Db,
  window: { id: string; startsAt: number; endsAt: number; note: string | null },
  now: number,
): Statement =>
  db
    .update(maintenanceWindows)
    .set({
      startsAt: toText(window.startsAt),
      endsAt: toText(window.endsAt),
      publicNote: window.note,
      sequence: sql`${maintenanceWindows.sequence} + 1`,
      updatedAt: toText(now),
    })
    .where(eq(maintenanceWindows.id, window.id));

/** A new end and note of a window. */
export const moveWindowEnd = (
  db: Db,
  { id, endsAt, note }: { id: string; endsAt: number; note: string | null },
  now: number,
): Statement =>
  db
    .update(maintenanceWindows)
    .set({
      endsAt: toText(endsAt),
      publicNote: note,
      sequence: sql`${maintenanceWindows.sequence} + 1`,
      updatedAt: toText(now),
    })
    .where(eq(maintenanceWindows.id, id));

/** A window on each of its surfaces, whether or not it has ended. */
export const selectWindowRows = (db: Db, id: string) =>
  db
    .select()
    .from(maintenanceWindowSurfaces)
    .innerJoin(maintenanceWindows, eq(maintenanceWindows.id, maintenanceWindowSurfaces.windowId))
    .where(eq(maintenanceWindows.id, id));

export const selectWindow = (db: Db, id: string) =>
  db.select().from(maintenanceWindows).where(eq(maintenanceWindows.id, id));

/** The surfaces of windows that the same actor planned since with the same times and note, as far as they are not over there. */
export const selectTwins = (db: Db, { startsAt, endsAt, note, actor }: PlannedWindow, since: number) =>
  db
    .select({ id: maintenanceWindows.id, surfaceId: maintenanceWindowSurfaces.surfaceId })
    .from(maintenanceWindowSurfaces)
    .innerJoin(maintenanceWindows, eq(maintenanceWindows.id, maintenanceWindowSurfaces.windowId))
    .where(
      and(
        isActive,
        eq(maintenanceWindows.startsAt, toText(startsAt)),
        eq(maintenanceWindows.endsAt, toText(endsAt)),
        sql`${maintenanceWindows.publicNote} IS ${note}`,
        eq(maintenanceWindows.actor, actor),
        gte(maintenanceWindows.createdAt, toText(since)),
      ),
    );

export const startWindow = (db: Db, windowId: string, surfaceId: string): Statement =>
  db.update(maintenanceWindowSurfaces).set({ phase: "running" }).where(ofSurface(windowId, surfaceId));

/** Marks a window as over: `ended` if it ran, `cancelled` if it never began; the row stays. */
export const finishWindow = (
  db: Db,
  window: { windowId: string; surfaceId: string; phase: "ended" | "cancelled" },
  at: number,
): Statement =>
  db
    .update(maintenanceWindowSurfaces)
    .set({ phase: window.phase, endedAt: toText(at) })
    .where(ofSurface(window.windowId, window.surfaceId));

export const toWindow = (row: WindowSurfaceRow): Window => ({
  id: row.windowId,
  beginsAt: toMs(row.beginsAt),
  endsAt: toMs(row.endsAt),
  note: row.publicNote,
  running: row.phase === "running",
});
