import type { Context } from "@/lib/context";
import { unchanged } from "@/lib/engine/outcome";
import type { SeedResult } from "@/lib/schemas/seed";
import { commit } from "./commit";

/** Inserts the registry's missing rows as UNKNOWN, source `prober`; rows that are there are never touched (runbook §6). */
export async function seedSurfaces(ctx: Context): Promise<SeedResult> {
  return commit(ctx, ({ surfaces }) => {
    const missing = [...surfaces.values()].filter((loaded) => loaded.version === null).map((l) => l.surface);
    return {
      outcomes: missing.map(unchanged),
      result: { inserted: missing.map((s) => s.id), existing: surfaces.size - missing.length },
    };
  });
}
