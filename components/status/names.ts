import { copy } from "./copy";
import type { Surface } from "./page-data";

/** `Raxx App, Demo, and API Service`; beyond `limit` names the rest are counted. */
export function joinNames(surfaces: readonly Surface[], limit = Number.POSITIVE_INFINITY): string {
  const names = surfaces.map((surface) => surface.display_name);
  const shown = names.length > limit ? names.slice(0, limit - 1) : names;
  const items = shown.length < names.length ? [...shown, copy.banner.moreNames(names.length - shown.length)] : shown;
  return new Intl.ListFormat(copy.locale, { type: "conjunction" }).format(items);
}
