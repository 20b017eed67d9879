import { dateTimeFormat, listFormat } from "@/components/messages/formatters";
import { findLocale, type Messages } from "@/components/messages/t";
import { UTC } from "@/components/status/time-format";
import type { HistoryLine } from "@/lib/output/incidents";

/** One UTC month, as `2026-11`, and what began in it. */
export type IncidentMonth = { month: string; incidents: HistoryLine[] };

/** Groups incidents by the UTC month in which each began; both newest first. */
export function groupByMonth(incidents: readonly HistoryLine[]): IncidentMonth[] {
  const newestFirst = incidents.toSorted((a, b) => b.openedAt - a.openedAt);
  const months = Map.groupBy(newestFirst, ({ openedAt }) => new Date(openedAt).toISOString().slice(0, 7));
  return [...months].map(([month, list]) => ({ month, incidents: list }));
}

/** `November 2026`. */
export const monthText = (messages: Messages, month: string): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "long", year: "numeric" }).format(new Date(month));

/** `November, October or September 2026`: the year once, where it is one and the language puts it last. */
export function monthsText(messages: Messages, months: readonly string[]): string {
  const isOneYear = new Set(months.map((month) => month.slice(0, 4))).size === 1 && messages.language !== "ja";
  const inYear = dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "long" });
  const names = months.map((month, i) =>
    isOneYear && i < months.length - 1 ? inYear.format(new Date(month)) : monthText(messages, month),
  );
  return listFormat(findLocale(messages), { type: "disjunction" }).format(names);
}
