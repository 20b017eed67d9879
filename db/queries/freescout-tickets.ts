import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { freescoutReads, freescoutTickets } from "@/db/schema/tickets";
import { toMs, toText } from "@/db/time";
import type { Ticket } from "@/lib/core/engine/surface";
import type { TicketRecord } from "@/lib/core/engine/tickets";

export type TicketRow = typeof freescoutTickets.$inferSelect;

/** A literal, not a bound value: only so can SQLite use the partial index. */
const isOpen = sql`${freescoutTickets.isOpen} = 1`;

export const selectOpenTickets = compiled((db) =>
  db
    .select({ ...getTableColumns(freescoutTickets), noteJudged: noteJudged(freescoutTickets.publicNote) })
    .from(freescoutTickets)
    .where(isOpen),
);

export const selectTicket = (db: Db, key: string) =>
  db.select().from(freescoutTickets).where(eq(freescoutTickets.ticketKey, key));

/** FreeScout's open tickets (no anonymous ones), the one read back longest ago first. */
export const selectTrackedTickets = async (db: Db, limit: number) =>
  (
    await db
      .select({ ticketKey: freescoutTickets.ticketKey, freescoutTicketId: freescoutTickets.freescoutTicketId })
      .from(freescoutTickets)
      .leftJoin(freescoutReads, eq(freescoutReads.ticketKey, freescoutTickets.ticketKey))
      .where(and(isOpen, sql`+${freescoutTickets.freescoutTicketId} IS NOT NULL`))
      .orderBy(asc(sql`coalesce(${freescoutReads.lookedAt}, '')`), asc(freescoutTickets.ticketKey))
      .limit(limit)
  ).map((row) => ({ ...row, freescoutTicketId: Number(row.freescoutTicketId) }));

/** Records that these tickets were read back. */
export const writeTicketReads = (db: Db, keys: readonly string[], now: number): Statement =>
  db
    .insert(freescoutReads)
    .values(keys.map((ticketKey) => ({ ticketKey, lookedAt: toText(now) })))
    .onConflictDoUpdate({ target: freescoutReads.ticketKey, set: { lookedAt: toText(now) } });

export const insertTicket = (db: Db, record: TicketRecord): Statement =>
  db
    .insert(freescoutTickets)
    .values({ ticketKey: record.key, freescoutTicketId: record.ticketId, ...toColumns(record) });

/** Guarded like a surface: updating a row that was not loaded at `version` fails the batch. */
export const updateTicket = (db: Db, record: TicketRecord, version: number): Statement =>
  db
    .update(freescoutTickets)
    .set({ ...toColumns(record), version: version + 1 })
    .where(eq(freescoutTickets.ticketKey, record.key));

/** The prober saw a recovery: the ticket counts as `degraded` until its next update. */
export const downgradeTicket = (db: Db, key: string): Statement =>
  db
    .update(freescoutTickets)
    .set({ softened: true, version: sql`${freescoutTickets.version} + 1` })
    .where(eq(freescoutTickets.ticketKey, key));

/** Replaces the ticket's note by an operator's, until the ticket's next update. */
export const noteTicket = (db: Db, key: string, note: string | null): Statement =>
  db
    .update(freescoutTickets)
    .set({ publicNote: note, version: sql`${freescoutTickets.version} + 1` })
    .where(eq(freescoutTickets.ticketKey, key));

export const toRecord = (row: TicketRow): TicketRecord => ({
  key: row.ticketKey,
  ticketId: row.freescoutTicketId,
  surfaceId: row.surfaceId,
  open: row.isOpen,
  severity: row.severity,
  note: row.publicNote,
  updatedAt: toMs(row.updatedAt),
  fingerprint: row.fingerprint,
  incidentKey: row.incidentKey,
});

export const toTicket = (row: TicketRow): Ticket => ({
  key: row.ticketKey,
  ticketId: row.freescoutTicketId,
  severity: row.severity,
  downgraded: row.softened,
  note: row.publicNote,
  updatedAt: toMs(row.updatedAt),
});

/** A write by the ticket itself is its next update: it counts again with the severity that it carries. */
function toColumns(record: TicketRecord) {
  return {
    surfaceId: record.surfaceId,
    isOpen: record.open,
    severity: record.severity,
    softened: false,
    publicNote: record.note,
    updatedAt: toText(record.updatedAt),
    fingerprint: record.fingerprint,
    incidentKey: record.incidentKey,
  };
}
