import { type Category, STATES } from "@/lib/core/engine/states";
import type { Surface } from "./page-data";

const rank = (surface: Surface): number => STATES.indexOf(surface.state) - (surface.ticket_pending ? 0.5 : 0);

/** Worst first (contract §1.3), a pending issue before none, otherwise in the registry's order. */
export function troubleFirst(surfaces: readonly Surface[]): Surface[] {
  return [...surfaces].sort((a, b) => rank(a) - rank(b));
}

export function inCategory(surfaces: readonly Surface[], category: Category): Surface[] {
  return troubleFirst(surfaces.filter((surface) => surface.category === category));
}

/** Impaired, in maintenance, or with an open ticket: what the page lists as active. Unknown alone is no incident. */
export function isActive(surface: Surface): boolean {
  return surface.ticket_pending || (surface.state !== "OPERATIONAL" && surface.state !== "UNKNOWN");
}
