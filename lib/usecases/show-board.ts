import type { Context } from "@/lib/context";
import { shownSurface } from "@/lib/engine/decide";
import { nextChangeAt } from "@/lib/engine/settle";
import { projectSurface } from "@/lib/public/surfaces";
import type { PublicSurface } from "@/lib/schemas/public";
import type { Board } from "./board";

/** The board as readers see it at `now`, and when the clock will next change that (epoch ms, or null). */
export function showBoard(
  { registry, now }: Context,
  board: Board["surfaces"],
): { surfaces: PublicSurface[]; validUntil: number | null } {
  const shown = new Map([...board].map(([id, { surface }]) => [id, shownSurface(surface, now)]));
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = shown.get(entry.id);
    return surface ? [projectSurface(entry, surface)] : [];
  });
  const changes = [...shown.values()].map((surface) => nextChangeAt(surface)).filter((at) => at !== null);
  return { surfaces, validUntil: changes.length > 0 ? Math.min(...changes) : null };
}
