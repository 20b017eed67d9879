import type { Context } from "@/lib/context";
import type { SurfacesView } from "@/lib/public/answers";
import { overallStatus } from "@/lib/public/surfaces";
import { toPublicTime } from "@/lib/schemas/times";
import { assemble, boardStatements } from "./board";
import { readOrLastKnown } from "./last-known";
import { readBatch } from "./note-verdicts";
import { showBoard } from "./show-board";

/** The surfaces and the whole, for what shows no more: one D1 round trip, some thirty rows. */
export const readSurfaces = (ctx: Context): Promise<SurfacesView> =>
  readOrLastKnown(
    ctx,
    () => readLive(ctx),
    ({ at, chronicle: { overall, surfaces }, validUntil }) => ({
      status: { generated_at: toPublicTime(at), overall_status: overall, surfaces: [...surfaces] },
      validUntil,
      stale: true,
    }),
  );

async function readLive(ctx: Context): Promise<SurfacesView> {
  const [states, tickets, windows] = await readBatch(ctx, boardStatements(ctx));
  const { surfaces, validUntil } = showBoard(ctx, assemble(ctx, { states, tickets, windows }));
  const status = { generated_at: toPublicTime(ctx.now), overall_status: overallStatus(surfaces), surfaces };
  return { status, validUntil, stale: false };
}
