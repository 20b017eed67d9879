import { type Severity, stateOfSeverity, type TicketSeverity, worstState } from "@/lib/engine/states";
import type { Chronicle, ChronicleIncident } from "@/lib/public/incidents";
import { SITE } from "@/lib/public/site";
import { STATE_LABELS } from "@/lib/public/text";
import type { IncidentWord } from "@/lib/schemas/public";
import type { ComponentStatus, StatuspageComponent, StatuspageIncident } from "@/lib/schemas/statuspage";
import { componentsById } from "./components";
import { COMPONENT_STATUS, IMPACT, PAGE_ID, statuspageId, toStatuspageTime, updateOf } from "./vocabulary";

/** What incidents made of a surface before a word was said, and after it. */
type Turn = { old_status: ComponentStatus; new_status: ComponentStatus };

/** Every word's turn: where one incident ends, what the others still claim is what the surface turns to. */
function turnsOf(incidents: readonly ChronicleIncident[]): ReadonlyMap<IncidentWord, Turn> {
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

type Trouble = ChronicleIncident & { severity: TicketSeverity };
type Known = { components: ReadonlyMap<string, StatuspageComponent>; turns: ReadonlyMap<IncidentWord, Turn> };

/** The latest `most` incidents, newest first; maintenance is no incident there, it has lists of its own. */
export const listIncidents = (chronicle: Chronicle, most: number): StatuspageIncident[] =>
  translate(chronicle, troubles(chronicle).slice(0, most));

/** Every incident that is open, newest first. */
export const listUnresolved = (chronicle: Chronicle): StatuspageIncident[] =>
  translate(
    chronicle,
    troubles(chronicle).filter((incident) => incident.resolvedAt === null),
  );

const troubles = ({ incidents }: Chronicle): Trouble[] =>
  incidents.filter((incident): incident is Trouble => incident.severity !== "maintenance");

function translate(chronicle: Chronicle, incidents: readonly Trouble[]): StatuspageIncident[] {
  const known = { components: componentsById(chronicle.surfaces), turns: turnsOf(chronicle.incidents) };
  return incidents.map((incident) => incidentOf(incident, known));
}

function incidentOf(incident: Trouble, known: Known): StatuspageIncident {
  const component = known.components.get(incident.surfaceId);
  return {
    id: statuspageId("incident", incident.id),
    name: headline(incident),
    status: incident.resolvedAt === null ? "investigating" : "resolved",
    created_at: toStatuspageTime(incident.openedAt),
    updated_at: toStatuspageTime(incident.updatedAt),
    monitoring_at: null,
    resolved_at: incident.resolvedAt === null ? null : toStatuspageTime(incident.resolvedAt),
    impact: IMPACT[incident.severity],
    shortlink: `${SITE}/incidents/${incident.id}`,
    started_at: toStatuspageTime(incident.openedAt),
    page_id: PAGE_ID,
    incident_updates: incident.words.map((word, index) => wordOf(incident, index, word, known)).reverse(),
    components: component ? [component] : [],
    reminder_intervals: null,
  };
}

/** `{display_name}: {state label}` (§4a). */
const headline = ({ surfaceName, severity }: Pick<ChronicleIncident, "surfaceName" | "severity">): string =>
  `${surfaceName}: ${STATE_LABELS[stateOfSeverity(severity)]}`;

/** Words are only ever added, so a word's place in time is its identity. */
function wordOf(incident: Trouble, place: number, word: IncidentWord, { turns }: Known) {
  const turn = turns.get(word);
  const code = statuspageId("surface", incident.surfaceId);
  return updateOf({
    id: statuspageId("update", `${incident.id}/${place}`),
    status: word.kind === "resolved" ? ("resolved" as const) : ("investigating" as const),
    body: word.note ?? plainWord(incident, word),
    incidentId: statuspageId("incident", incident.id),
    at: word.at,
    affected: turn ? [{ code, name: incident.surfaceName, ...turn }] : [],
  });
}

/** What is said where no note was given. */
function plainWord({ surfaceName }: Trouble, { kind, severity }: IncidentWord): string {
  if (kind === "resolved") return "This incident has been resolved.";
  return `${kind === "reopened" ? "Reopened. " : ""}${headline({ surfaceName, severity })}.`;
}
