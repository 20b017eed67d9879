import { listFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import type { Surface } from "./page-data";

/** `Raxx App, Demo, and API Service`; beyond `limit` names the rest are counted. */
export function joinNames(messages: Messages, surfaces: readonly Surface[], limit = Number.POSITIVE_INFINITY): string {
  const names = surfaces.map((surface) => surface.display_name);
  if (names.length <= limit) return joinList(messages, names);
  const rest = t(messages, "banner.moreNames", { count: names.length - limit + 1 });
  return joinList(messages, [...names.slice(0, limit - 1), rest]);
}

/** Names as the language lists them. */
export const joinList = (messages: Messages, names: readonly string[]): string =>
  listFormat(findLocale(messages), { type: "conjunction" }).format(names);
