import type { Incident } from "./page-data";

/** Incidents of one story, which is one line. */
export type PastGroup = [Incident, ...Incident[]];

/** How many lines a list of the past has on the page; of the others it says the number. */
export const PAST_SHOWN = 5;

export const isMaintenance = ([{ severity }]: PastGroup): boolean => severity === "maintenance";

/** What began and ended within this time of each other, alike and under the same note, is one story. */
const TOGETHER_MS = 60_000;

/** Which incident an item is told in: what the page's data says, else its own. */
type Told = { toldIn: Readonly<Record<string, string>>; open: readonly { id: string }[] };

/** Incidents newest first, the surfaces of one, and those that tell one story, together; what is told in an incident that is open is not past. */
export function groupPast(incidents: readonly Incident[], { toldIn, open }: Told): PastGroup[] {
  const idOf = ({ id }: Incident) => toldIn[id] ?? id;
  const past = incidents.filter((incident) => !open.some(({ id }) => id === idOf(incident)));
  const groups: PastGroup[] = [];
  for (const incident of past.toSorted((a, b) => b.opened_at.localeCompare(a.opened_at))) {
    const group = groups.find(([first]) => idOf(first) === idOf(incident) || isSameStory(first, incident));
    if (group && idOf(group[0]) === incident.id) group.unshift(incident);
    else if (group) group.push(incident);
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
