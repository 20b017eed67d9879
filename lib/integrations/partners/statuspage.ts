import * as z from "zod";
import {
  affectsListed,
  type ComponentName,
  concludeReading,
  formatOfOneBody,
  Id,
  Instant,
  looseArray,
  looseList,
  mayAffectListed,
  type PartnerState,
  parseBody,
  selectListed,
  Text,
} from "./format";

const Component = z.object({ id: Id, name: z.string(), status: z.string(), group: z.unknown().optional() });

const Affected = looseList(z.object({ id: Id, name: Text }));

/** An incident or a maintenance: one shape. incident.io leaves `components` out, `affected_components` may be null. */
const Happening = z.object({
  name: Text,
  status: Text,
  impact: Text,
  components: Affected,
  incident_updates: looseList(z.object({ affected_components: Affected })),
});
type Happening = z.infer<typeof Happening>;

/** summary.json; incident.io sends null for an empty list. */
const Summary = z.object({
  page: z.object({ updated_at: Instant.nullable().catch(null) }).nullish(),
  components: looseArray(Component),
  incidents: looseList(Happening),
  scheduled_maintenances: looseList(Happening),
});

const COMPONENT_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["operational", "OPERATIONAL"],
  ["degraded_performance", "DEGRADED"],
  ["partial_outage", "PARTIAL"],
  ["major_outage", "DOWN"],
  ["under_maintenance", "MAINTENANCE"],
]);

const IMPACT_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["none", "OPERATIONAL"],
  ["minor", "DEGRADED"],
  ["major", "PARTIAL"],
  ["critical", "DOWN"],
  ["maintenance", "MAINTENANCE"],
]);

/** Resolved, or not begun; any other status, even an unknown one, counts as open. */
const NOT_OPEN: ReadonlySet<string> = new Set(["resolved", "postmortem", "completed", "scheduled"]);
const RUNNING: ReadonlySet<string> = new Set(["in_progress", "verifying"]);

/** Atlassian Statuspage v2, incident.io's too: the worst of the listed components and of what is open on them, never the page's unreliable indicator. */
export const statuspage = formatOfOneBody((body, feed, now) => {
  const { page, components, incidents, scheduled_maintenances } = parseBody(body, Summary);
  const leaves = components.filter(({ group }) => group !== true);
  const open = incidents.filter(({ status }) => !NOT_OPEN.has(status));
  const running = scheduled_maintenances.filter(({ status }) => RUNNING.has(status));
  const touches = (happening: Happening) => affectsListed(feed, listComponents(happening));
  const states = [
    ...selectListed(feed, leaves).map(({ status }) => COMPONENT_STATES.get(status) ?? "DEGRADED"),
    ...open.filter(touches).map(({ impact }) => IMPACT_STATES.get(impact) ?? "DEGRADED"),
    ...running.filter(touches).map(() => "MAINTENANCE" as const),
  ];
  const concerning = [...open, ...running].filter((happening) => mayAffectListed(feed, listComponents(happening)));
  const titles = concerning.map(({ name }) => name);
  return concludeReading({ states, titles, feedAt: page?.updated_at ?? null }, feed, now);
});

function listComponents({ components, incident_updates }: Happening): ComponentName[] {
  if (components.length > 0) return components;
  return incident_updates.flatMap(({ affected_components }) => affected_components);
}
