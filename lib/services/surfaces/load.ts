import type { Db, Results, Statement } from "@/db/client";
import { selectOpenTickets, selectTicketRecords, toRecord, toTicket } from "@/db/queries/freescout-tickets";
import { selectActiveWindows, toWindow } from "@/db/queries/maintenance-windows";
import { selectSurfaces, toSurface } from "@/db/queries/surface-state";
import { registerSurface, type Surface } from "@/lib/core/engine/surface";
import { byOurClock, type TicketRecord } from "@/lib/core/engine/tickets";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { toFacts } from "@/lib/platform/registry";
import { readBatch } from "@/lib/services/notes/publish";

/** A surface as it was loaded. `version` guards its write; null means that it has no row yet. */
type LoadedSurface = { surface: Surface; version: number | null };

/** All registered surfaces with the inputs of their state, by id. */
export type LoadedSurfaces = ReadonlyMap<string, LoadedSurface>;

/** A record of a ticket as it was loaded; `version` guards its write. */
type LoadedTicket = { record: TicketRecord; version: number };

/** What a write is decided on: the surfaces, and by key all records of the one ticket that was requested. */
export type LoadedState = { surfaces: LoadedSurfaces; tickets: ReadonlyMap<string, LoadedTicket> };

const surfaceStatements = (db: Db) => [selectSurfaces(db), selectOpenTickets(db), selectActiveWindows(db)] as const;
type SurfaceStatements = ReturnType<typeof surfaceStatements>;

/** The surfaces, the rows that they were built from, and the results of these statements, in one round trip. */
export async function loadWithRows<More extends readonly Statement[]>(ctx: Context, ...more: More) {
  const results = await readBatch(ctx, [...surfaceStatements(ctx.db), ...more]);
  const [states, tickets, windows, ...rest] = results as unknown as [...Results<SurfaceStatements>, ...Results<More>];
  return { surfaces: assemble(ctx, { states, tickets, windows }), tickets, windows, rest };
}

/** The surfaces, and the results of these statements, in one round trip. */
export async function loadSurfaces<More extends readonly Statement[]>(
  ctx: Context,
  ...more: More
): Promise<[LoadedSurfaces, ...Results<More>]> {
  const { surfaces, rest } = await loadWithRows(ctx, ...more);
  return [surfaces, ...rest];
}

/** Loads what a write is decided on, in one round trip. */
export async function loadState(ctx: Context, ticketKey?: string): Promise<LoadedState> {
  if (ticketKey === undefined) return { surfaces: (await loadSurfaces(ctx))[0], tickets: new Map() };
  const [surfaces, rows] = await loadSurfaces(ctx, selectTicketRecords(ctx.db, ticketKey));
  return {
    surfaces,
    tickets: new Map(rows.map((row) => [row.ticketKey, { record: toRecord(row), version: row.version }])),
  };
}

type Rows = {
  states: Results<SurfaceStatements>[0];
  tickets: Results<SurfaceStatements>[1];
  windows: Results<SurfaceStatements>[2];
};

/** Registered surfaces only, in the registry's order; one without a row is as it would be registered now. */
function assemble({ registry, now }: Context, { states, tickets, windows }: Rows): LoadedSurfaces {
  const rows = new Map(states.map((row) => [row.surfaceId, row]));
  return new Map(
    registry.entries.map((entry): [string, LoadedSurface] => {
      const row = rows.get(entry.id);
      const facts = toFacts(entry);
      if (!row) return [entry.id, { surface: registerSurface(facts, now), version: null }];
      const claims = {
        tickets: tickets
          .filter((t) => t.surfaceId === entry.id)
          .map(toTicket)
          .map((ticket) => ({ ...ticket, updatedAt: byOurClock(ticket.updatedAt, Date.parse(row.updatedAt)) })),
        windows: windows.filter((w) => w.surfaceId === entry.id).map(toWindow),
      };
      return [entry.id, { surface: toSurface(row, facts, claims), version: row.version }];
    }),
  );
}

/** The loaded surface of this id; 404 for one that is not in the registry. */
export function findSurface({ surfaces }: Pick<LoadedState, "surfaces">, id: string): LoadedSurface {
  const loaded = surfaces.get(id);
  if (!loaded) throw new AppError("unknown_surface", `surface_id: ${JSON.stringify(id.slice(0, 100))}`);
  return loaded;
}
