import { and, asc, between, eq, getTableColumns, inArray, or, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { rowsOf } from "@/db/queries/public-incidents";
import { statusIncidents, statusIncidentsArchive } from "@/db/schema/incidents";
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

/** All records of one ticket: its own, and one for each further surface (`<key>:<surface>`). */
export const selectTicketRecords = (db: Db, key: string) =>
  db
    .select()
    .from(freescoutTickets)
    .where(or(eq(freescoutTickets.ticketKey, key), between(freescoutTickets.ticketKey, `${key}:`, `${key}:\uffff`)))
    .orderBy(asc(freescoutTickets.ticketKey));

const IDENTITY = {
  ticketKey: freescoutTickets.ticketKey,
  fingerprint: freescoutTickets.fingerprint,
  version: freescoutTickets.version,
};

/** What an operator's incident holds on its surfaces: a record each, under the key that is its incident's too; none for another's. */
export const selectHeldByOperator = (db: Db, incidentId: number) => {
  const key = sql`(SELECT incident_key FROM (SELECT id, incident_key FROM ${statusIncidents} UNION ALL SELECT id, incident_key FROM ${statusIncidentsArchive})
    WHERE id IN ${rowsOf(incidentId)} AND incident_key GLOB 'ops:*' ORDER BY id LIMIT 1)`;
  return db
    .select()
    .from(freescoutTickets)
    .where(
      sql`${freescoutTickets.ticketKey} = ${key} OR (${freescoutTickets.ticketKey} > ${key} || ':' AND ${freescoutTickets.ticketKey} < ${key} || ';')`,
    )
    .orderBy(asc(freescoutTickets.ticketKey));
};

/** What is known of FreeScout's open tickets; anonymous ones and operators' incidents are left out. */
export const selectTrackedTickets = (db: Db) =>
  db
    .select(IDENTITY)
    .from(freescoutTickets)
    .where(and(isOpen, sql`${freescoutTickets.ticketKey} GLOB '[0-9]*'`));

/** All records of these tickets, open or not: `<id>` and, up to the sign after the colon, `<id>:<surface>`. */
export const selectKnownTickets = (db: Db, ticketIds: readonly number[]) => {
  const ids = sql`json_each(${JSON.stringify(ticketIds.map(String))})`;
  return db
    .select({ ...IDENTITY, surfaceId: freescoutTickets.surfaceId })
    .from(ids)
    .innerJoin(
      freescoutTickets,
      sql`${freescoutTickets.ticketKey} = value OR (${freescoutTickets.ticketKey} > value || ':' AND ${freescoutTickets.ticketKey} < value || ';')`,
    );
};

/** When tickets were last read one by one. */
export const selectTicketReads = (db: Db, keys: readonly string[]) =>
  db
    .select()
    .from(freescoutReads)
    .where(inArray(freescoutReads.ticketKey, sql`(SELECT value FROM json_each(${JSON.stringify(keys)}))`));

/** Records that these tickets were read one by one, well or not: the one with the oldest time is next. */
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

/** The prober saw a recovery: the ticket counts as `degraded` until it changes its severity or surface. */
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
  downgraded: row.softened,
  note: row.publicNote,
  updatedAt: toMs(row.updatedAt),
  fingerprint: row.fingerprint,
  incidentKey: row.incidentKey,
});

/** The number of FreeScout's ticket behind a record; null for an anonymous one. The column holds it on the first record only. */
export const ticketIdOf = (ticketKey: string): number | null => Number.parseInt(ticketKey, 10) || null;

export const toTicket = (row: TicketRow): Ticket => ({
  key: row.ticketKey,
  ticketId: ticketIdOf(row.ticketKey),
  severity: row.severity,
  downgraded: row.softened,
  note: row.publicNote,
  updatedAt: toMs(row.updatedAt),
});

function toColumns(record: TicketRecord) {
  return {
    surfaceId: record.surfaceId,
    isOpen: record.open,
    severity: record.severity,
    softened: record.downgraded,
    publicNote: record.note,
    updatedAt: toText(record.updatedAt),
    fingerprint: record.fingerprint,
    incidentKey: record.incidentKey,
  };
}
