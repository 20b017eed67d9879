import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { flag, oneOf } from "./columns";

/** The last state of each FreeScout ticket, closed ones too, so that an older delivery can't reopen one. Of its text only the public note. */
export const freescoutTickets = sqliteTable(
  "freescout_tickets",
  {
    ticketKey: text("ticket_key").primaryKey(),
    freescoutTicketId: integer("freescout_ticket_id").unique(),
    surfaceId: text("surface_id"),
    isOpen: flag("is_open"),
    severity: text("severity", { enum: TICKET_SEVERITIES }).notNull(),
    softened: flag("softened"),
    publicNote: text("public_note"),
    updatedAt: text("updated_at").notNull(),
    fingerprint: text("fingerprint").notNull(),
    incidentKey: text("incident_key"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("freescout_tickets_severity", oneOf("severity", TICKET_SEVERITIES)),
    index("freescout_tickets_open").on(t.surfaceId).where(sql.raw(`"is_open" = 1`)),
  ],
);

/** When the reconciler last read a ticket by itself, well or not; the one with the oldest time is next. */
export const freescoutReads = sqliteTable("freescout_looks", {
  ticketKey: text("ticket_key").primaryKey(),
  lookedAt: text("looked_at").notNull(),
});
