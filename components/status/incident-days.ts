import type { Incident } from "./page-data";

/** One UTC day and what was opened on it, both newest first. */
export type IncidentDay = { day: string; incidents: Incident[] };

/** Groups incidents by the UTC day on which each was opened. */
export function groupByDay(incidents: readonly Incident[]): IncidentDay[] {
  const days = new Map<string, Incident[]>();
  for (const incident of [...incidents].sort((a, b) => b.opened_at.localeCompare(a.opened_at))) {
    const day = incident.opened_at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), incident]);
  }
  return [...days].map(([day, list]) => ({ day, incidents: list }));
}

/** Cuts the days where `limit` incidents are shown; a day is never split. */
export function foldDays(days: readonly IncidentDay[], limit: number): { shown: IncidentDay[]; folded: IncidentDay[] } {
  let count = 0;
  const cut = days.findIndex((day) => {
    const isFull = count >= limit;
    count += day.incidents.length;
    return isFull;
  });
  return cut === -1 ? { shown: [...days], folded: [] } : { shown: days.slice(0, cut), folded: days.slice(cut) };
}
