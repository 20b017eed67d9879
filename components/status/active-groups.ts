import { stateOfSeverity } from "@/lib/core/engine/states";
import type { ActiveIncident, Surface } from "./page-data";
import { isActive, troubleFirst } from "./surface-order";

/** Active surfaces of one story, shown as one card. */
export type ActiveGroup = [Surface, ...Surface[]];

/** What began within this time, under the same note, is one story. */
const TOGETHER_MS = 60_000;

/** The open incident that a surface's state is told by: the one of its severity, else the newest that is maintenance where the state is. */
export function incidentOf(surface: Surface, incidents: readonly ActiveIncident[]): ActiveIncident | null {
  const own = incidents.filter(({ surface_id }) => surface_id === surface.id);
  const isMaintenance = surface.state === "MAINTENANCE";
  return (
    own.find(({ severity }) => stateOfSeverity(severity) === surface.state) ??
    own.find(({ severity }) => (severity === "maintenance") === isMaintenance) ??
    null
  );
}

/** When a surface's trouble began, by the incident's clock; without an incident, by its state's. */
export const beganAt = (surface: Surface, incidents: readonly ActiveIncident[]): string =>
  incidentOf(surface, incidents)?.opened_at ?? surface.state_since;

function isSameStory(a: Surface, b: Surface, incidents: readonly ActiveIncident[]): boolean {
  const told = incidentOf(a, incidents)?.id;
  if (told !== undefined && told === incidentOf(b, incidents)?.id) return true;
  const apartMs = Date.parse(beganAt(a, incidents)) - Date.parse(beganAt(b, incidents));
  const isAlike =
    a.public_note === b.public_note &&
    a.maintenance_until === b.maintenance_until &&
    (a.state === "MAINTENANCE") === (b.state === "MAINTENANCE") &&
    Math.abs(apartMs) <= TOGETHER_MS;
  // Without a note only what looks the same is taken for one.
  return isAlike && (a.public_note !== null || (a.state === b.state && a.category === b.category));
}

/** Everything active, worst first, each story once: surfaces of one incident, or in trouble since the same minute, for the same note. */
export function groupActive(surfaces: readonly Surface[], incidents: readonly ActiveIncident[] = []): ActiveGroup[] {
  const groups: ActiveGroup[] = [];
  for (const surface of troubleFirst(surfaces.filter(isActive))) {
    const group = groups.find(([first]) => isSameStory(first, surface, incidents));
    if (group) group.push(surface);
    else groups.push([surface]);
  }
  return groups;
}
