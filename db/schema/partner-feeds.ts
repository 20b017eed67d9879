import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { STATES } from "@/lib/core/engine/states";

/** A partner feed's last reading, for conditional requests and for operators; written when it changes. */
export const partnerFeeds = sqliteTable("partner_feeds", {
  surfaceId: text("surface_id").primaryKey(),
  etag: text("etag"),
  lastModified: text("last_modified"),
  state: text("state", { enum: STATES }),
  /** JSON: the vendor's own open incident titles, never public. */
  incidentTitles: text("incident_titles").notNull().default("[]"),
  feedAt: text("feed_at"),
  failure: text("failure"),
  /** The registry entry with which it was polled: when that changes, validators no longer apply. */
  askedAs: text("asked_as"),
  updatedAt: text("updated_at").notNull(),
});
