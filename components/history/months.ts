import { dateTimeFormat, listFormat } from "@/components/messages/formatters";
import { findLocale, type Messages } from "@/components/messages/t";
import { UTC } from "@/components/status/time-format";
import type { HistoryLine } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";

/** What the history lists: an incident that a person declared, or an outage that monitoring alone has found; `at` is its start. */
type HistoryEntry = { at: number } & ({ incident: HistoryLine } | { outage: MeasuredOutage });

/** One UTC month, as `2026-11`, and what began in it. */
export type HistoryMonth = { month: string; entries: HistoryEntry[] };

/** Groups what happened by the UTC month in which each began; both newest first. */
export function groupByMonth(
  incidents: readonly HistoryLine[],
  measured: readonly MeasuredOutage[] = [],
): HistoryMonth[] {
  const entries: HistoryEntry[] = [
    ...incidents.map((incident) => ({ at: incident.openedAt, incident })),
    ...measured.map((outage) => ({ at: outage.from, outage })),
  ];
  const months = Map.groupBy(
    entries.sort((a, b) => b.at - a.at),
    ({ at }) => new Date(at).toISOString().slice(0, 7),
  );
  return [...months].map(([month, list]) => ({ month, entries: list }));
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
