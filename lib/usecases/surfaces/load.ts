import { selectOpenTickets, selectTicket, toRecord, toTicket } from "@/db/queries/freescout-tickets";
import { selectActiveWindows, toWindow } from "@/db/queries/maintenance-windows";
import { type SurfaceRow, selectSurfaces, toSurface } from "@/db/queries/surface-state";
import type { Context } from "@/lib/context";
import { registerSurface, type Surface } from "@/lib/engine/surface";
import type { TicketRecord } from "@/lib/engine/tickets";
import { AppError } from "@/lib/errors";
import { factsOf } from "@/lib/registry";
import { readBatch } from "@/lib/usecases/notes/publish";

/** A surface as it was loaded. `version` guards its write; null means that it has no row yet. */
type Loaded = { surface: Surface; version: number | null };

/** All registered surfaces with what decides them, and the one ticket that was asked for. */
export type Board = {
  surfaces: ReadonlyMap<string, Loaded>;
  ticket: { record: TicketRecord; version: number } | null;
};

type Rows = {
  states: SurfaceRow[];
  tickets: Awaited<ReturnType<typeof selectOpenTickets>>;
  windows: Awaited<ReturnType<typeof selectActiveWindows>>;
};

/** The statements that a board is made of, for one batch. */
export const boardStatements = ({ db }: Context) =>
  [selectSurfaces(db), selectOpenTickets(db), selectActiveWindows(db)] as const;

/** Loads the board in one round trip. */
export async function loadBoard(ctx: Context, ticketKey?: string): Promise<Board> {
  const [states, tickets, windows, known] = await readBatch(ctx, [
    ...boardStatements(ctx),
    selectTicket(ctx.db, ticketKey ?? ""),
  ]);
  const row = known[0];
  return {
    surfaces: assemble(ctx, { states, tickets, windows }),
    ticket: row ? { record: toRecord(row), version: row.version } : null,
  };
}

/** Registered surfaces only, in the registry's order; one without a row is as it would be registered now. */
export function assemble({ registry, now }: Context, { states, tickets, windows }: Rows): Map<string, Loaded> {
  const rows = new Map(states.map((row) => [row.surfaceId, row]));
  return new Map(
    registry.entries.map((entry): [string, Loaded] => {
      const row = rows.get(entry.id);
      const facts = factsOf(entry);
      if (!row) return [entry.id, { surface: registerSurface(facts, now), version: null }];
      const held = {
        tickets: tickets.filter((t) => t.surfaceId === entry.id).map(toTicket),
        windows: windows.filter((w) => w.surfaceId === entry.id).map(toWindow),
      };
      return [entry.id, { surface: toSurface(row, facts, held), version: row.version }];
    }),
  );
}

/** The loaded surface of this id; 404 for one that the registry does not name. */
export function findSurface(board: Board, id: string): Loaded {
  const loaded = board.surfaces.get(id);
  if (!loaded) throw new AppError("unknown_surface", `surface_id: ${JSON.stringify(id.slice(0, 100))}`);
  return loaded;
}
