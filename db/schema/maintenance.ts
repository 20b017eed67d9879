import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { oneOf } from "./columns";

/** A maintenance window as it is planned; `sequence` counts its edits. */
export const maintenanceWindows = sqliteTable(
  "maintenance_windows",
  {
    id: text("id").primaryKey(),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    publicNote: text("public_note"),
    actor: text("actor").notNull(),
    sequence: integer("sequence").notNull().default(0),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (t) => [
    check("maintenance_windows_span", sql.raw(`"ends_at" > "starts_at"`)),
    index("maintenance_windows_ends_at").on(t.endsAt),
  ],
);

export const WINDOW_PHASES = ["scheduled", "running", "ended", "cancelled"] as const;

/** A window on one of its surfaces: `begins_at` and `ends_at` are planned, `ended_at` is when it really ended. */
export const maintenanceWindowSurfaces = sqliteTable(
  "maintenance_window_surfaces",
  {
    windowId: text("window_id")
      .notNull()
      .references(() => maintenanceWindows.id),
    surfaceId: text("surface_id").notNull(),
    phase: text("phase", { enum: WINDOW_PHASES }).notNull(),
    beginsAt: text("begins_at").notNull(),
    endsAt: text("ends_at").notNull(),
    publicNote: text("public_note"),
    endedAt: text("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.surfaceId] }),
    check("maintenance_window_surfaces_phase", oneOf("phase", WINDOW_PHASES)),
    index("maintenance_window_surfaces_active").on(t.surfaceId).where(sql.raw(`"phase" IN ('scheduled', 'running')`)),
  ],
);
