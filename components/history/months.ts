import { dateTimeFormat } from "@/components/messages/formatters";
import { findLocale, type Messages } from "@/components/messages/t";
import { UTC } from "@/components/status/time-format";
import type { Incident } from "@/lib/schemas/public";

/** One UTC month, as `2026-11`, and what began in it. */
export type IncidentMonth = { month: string; incidents: Incident[] };

/** Groups incidents by the UTC month in which each began; both newest first. */
export function groupByMonth(incidents: readonly Incident[]): IncidentMonth[] {
  const newestFirst = incidents.toSorted((a, b) => b.openedAt - a.openedAt);
  const months = Map.groupBy(newestFirst, ({ openedAt }) => new Date(openedAt).toISOString().slice(0, 7));
  return [...months].map(([month, list]) => ({ month, incidents: list }));
}

/** `November 2026`. */
export const monthText = (messages: Messages, month: string): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "long", year: "numeric" }).format(new Date(month));
