import { listFormat } from "@/components/copy/formatters";
import { type Copy, localeOf, say } from "@/components/copy/say";
import type { Surface } from "./page-data";

/** `Raxx App, Demo, and API Service`; beyond `limit` names the rest are counted. */
export function joinNames(copy: Copy, surfaces: readonly Surface[], limit = Number.POSITIVE_INFINITY): string {
  const names = surfaces.map((surface) => surface.display_name);
  if (names.length <= limit) return listOf(copy, names);
  const rest = say(copy, "banner.moreNames", { count: names.length - limit + 1 });
  return listOf(copy, [...names.slice(0, limit - 1), rest]);
}

/** Names as the language lists them. */
export const listOf = (copy: Copy, names: readonly string[]): string =>
  listFormat(localeOf(copy), { type: "conjunction" }).format(names);
