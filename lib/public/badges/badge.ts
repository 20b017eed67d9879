import type { State } from "@/lib/engine/states";
import type { Chronicle } from "@/lib/public/chronicle";
import { chooseLabel } from "./label";

/** What a badge says. */
export type Badge = { label: string; state: State };

/** The whole page's badge: the overall state (D7); `asked` is a caller's `?label=`. */
export const overallBadge = ({ overall }: Pick<Chronicle, "overall">, asked: string | null = null): Badge => ({
  label: chooseLabel(asked, "Raxx"),
  state: overall,
});

/** One surface's badge, or null where there is no such surface; `asked` is a caller's `?label=`. */
export function surfaceBadge(
  { surfaces }: Pick<Chronicle, "surfaces">,
  surfaceId: string,
  asked: string | null = null,
): Badge | null {
  const surface = surfaces.find(({ id }) => id === surfaceId);
  return surface ? { label: chooseLabel(asked, surface.display_name), state: surface.state } : null;
}
