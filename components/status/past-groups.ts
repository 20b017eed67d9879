import type { Incident } from "./page-data";

/** Incidents of one story, which is one line. */
export type PastGroup = [Incident, ...Incident[]];

/** What began and ended within this time of each other, alike and under the same note, is one story. */
const TOGETHER_MS = 60_000;

/** Incidents newest first, those that tell one story together. */
export function groupPast(incidents: readonly Incident[]): PastGroup[] {
  const groups: PastGroup[] = [];
  for (const incident of incidents.toSorted((a, b) => b.opened_at.localeCompare(a.opened_at))) {
    const group = groups.find(([first]) => isSameStory(first, incident));
    if (group) group.push(incident);
    else groups.push([incident]);
  }
  return groups;
}

const isSameStory = (a: Incident, b: Incident): boolean =>
  a.surface_id !== b.surface_id &&
  a.severity === b.severity &&
  a.public_note === b.public_note &&
  isTogether(a.opened_at, b.opened_at) &&
  isTogether(a.resolved_at, b.resolved_at);

const isTogether = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) <= TOGETHER_MS;
