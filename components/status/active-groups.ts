import type { Surface } from "./page-data";
import { isActive, troubleFirst } from "./surface-order";

/** Active surfaces with equal state and note are shown once: one window over three surfaces is one entry. */
export type ActiveGroup = [Surface, ...Surface[]];

const sameStory = (surface: Surface): string =>
  surface.public_note === null && surface.state !== "MAINTENANCE"
    ? surface.id
    : JSON.stringify([
        surface.state,
        surface.state_since,
        surface.maintenance_until,
        surface.public_note,
        surface.ticket_pending,
      ]);

/** Everything active, worst first, equal entries together. */
export function groupActive(surfaces: readonly Surface[]): ActiveGroup[] {
  const groups = new Map<string, ActiveGroup>();
  for (const surface of troubleFirst(surfaces.filter(isActive))) {
    const story = sameStory(surface);
    const group = groups.get(story);
    if (group) group.push(surface);
    else groups.set(story, [surface]);
  }
  return [...groups.values()];
}
