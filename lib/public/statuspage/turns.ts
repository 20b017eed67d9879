import { type Severity, stateOfSeverity, worstState } from "@/lib/engine/states";
import type { ChronicleIncident } from "@/lib/public/chronicle";
import type { IncidentWord } from "@/lib/schemas/chronicle";
import type { ComponentStatus } from "@/lib/schemas/statuspage";
import { COMPONENT_STATUS } from "./vocabulary";

/** What incidents made of a surface before a word was said, and after it. */
export type Turn = { old_status: ComponentStatus; new_status: ComponentStatus };

/** Every word's turn: where one incident ends, what the others still claim is what the surface turns to. */
export function turnsOf(incidents: readonly ChronicleIncident[]): ReadonlyMap<IncidentWord, Turn> {
  const surfaces = Map.groupBy(incidents, (incident) => incident.surfaceId);
  return new Map([...surfaces.values()].flatMap(turnsOnSurface));
}

function turnsOnSurface(incidents: readonly ChronicleIncident[]): [IncidentWord, Turn][] {
  const open = new Map<string, Severity>();
  const said = incidents.flatMap(({ id, words }) => words.map((word) => ({ id, word })));
  return said
    .sort((a, b) => a.word.at - b.word.at)
    .map(({ id, word }) => {
      const old_status = statusUnder([...open.values()]);
      if (word.kind === "resolved") open.delete(id);
      else open.set(id, word.severity);
      return [word, { old_status, new_status: statusUnder([...open.values()]) }];
    });
}

/** Maintenance stands above tickets on one surface (§4). */
function statusUnder(severities: readonly Severity[]): ComponentStatus {
  if (severities.length === 0) return COMPONENT_STATUS.OPERATIONAL;
  if (severities.includes("maintenance")) return COMPONENT_STATUS.MAINTENANCE;
  return COMPONENT_STATUS[worstState(severities.map(stateOfSeverity))];
}
