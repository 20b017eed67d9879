import type { Context } from "@/lib/context";
import { decide } from "@/lib/engine/decide";
import { commit } from "./commit";

/** Stores what the clock alone has changed: windows, pins, silences, each with its own effective time. */
export async function settleSurfaces(ctx: Context): Promise<{ settled: number }> {
  return commit(ctx, ({ surfaces }) => {
    const stored = [...surfaces.values()].filter((loaded) => loaded.version !== null);
    const outcomes = stored.map(({ surface }) => decide(surface, { kind: "clock" }, ctx.now));
    return { outcomes, result: { settled: outcomes.filter((o) => o.changes.length > 0).length } };
  });
}
