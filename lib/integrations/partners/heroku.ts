import * as z from "zod";
import type { PartnerFeed } from "@/lib/schemas/registry";
import {
  affectsListed,
  concludeReading,
  Id,
  isListed,
  looseList,
  mayAffectListed,
  type PartnerFormat,
  type PartnerSource,
  type PartnerState,
  parseBody,
  selectListed,
  Text,
} from "./format";

const HEROKU = "https://status.heroku.com";
const TRUST = "https://api.status.salesforce.com";

const Instance = z.object({
  key: z.string(),
  Products: looseList(z.object({ key: Text })),
  Services: looseList(z.object({ key: Text })),
});

const TrustIncident = z.object({
  id: Id,
  instanceKeys: z.array(z.string()),
  serviceKeys: looseList(z.string()),
  IncidentImpacts: looseList(z.object({ endTime: z.unknown().optional(), severity: Text })),
  IncidentEvents: looseList(z.object({ message: Text })).catch([]),
});
type TrustIncident = z.infer<typeof TrustIncident>;

const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ["Apps", "Apps"],
  ["HerokuApps", "Apps"],
  ["Data", "Data"],
  ["HerokuData", "Data"],
]);

const SEVERITIES: ReadonlyMap<string, PartnerState> = new Map([
  ["minor", "DEGRADED"],
  ["major", "DOWN"],
]);

/** Salesforce Trust lists all of Salesforce's active incidents; those on a Heroku instance and a listed system count. */
const herokuTrust = (feedUrl: string): PartnerSource => ({
  requests: [
    { url: `${originFor(feedUrl)}/v1/instances?products=Heroku` },
    { url: `${originFor(feedUrl)}/v1/incidents/active` },
  ],
  read: ([instancesBody, incidentsBody], feed, now) => {
    const instances = parseBody(instancesBody ?? "", z.array(Instance)).filter(isHeroku);
    const services = instances.flatMap(({ Services }) => Services.map(({ key }) => key));
    const healthy = selectListed(feed, services.map(toSystem)).map(() => "OPERATIONAL" as const);
    const keys = new Set(instances.map(({ key }) => key));
    const open = parseBody(incidentsBody ?? "", z.array(TrustIncident))
      .filter(({ instanceKeys }) => instanceKeys.some((key) => keys.has(key)))
      .filter(({ serviceKeys }) => mayAffectListed(feed, serviceKeys.map(toSystem)))
      .filter((incident) => listStates(incident).length > 0);
    const states = [...healthy, ...open.flatMap(listStates)];
    return concludeReading({ states, titles: open.map(readTitle), feedAt: null }, feed, now);
  },
});

/** Only Heroku's real API leads to the real Trust; a fake server for Heroku has to answer for Trust too. */
function originFor(feedUrl: string): string {
  const { origin } = new URL(feedUrl);
  return origin === HEROKU ? TRUST : origin;
}

function isHeroku({ Products }: z.infer<typeof Instance>): boolean {
  return Products.some(({ key }) => key === "Heroku");
}

/** A Trust service as a system of Heroku's own API, which calls everything but apps and data "Tools". */
function toSystem(serviceKey: string): { name: string } {
  return { name: SYSTEMS.get(serviceKey) ?? "Tools" };
}

/** One state per open impact; an active incident without an impact counts as minor. */
function listStates({ IncidentImpacts }: TrustIncident): PartnerState[] {
  if (IncidentImpacts.length === 0) return ["DEGRADED"];
  return IncidentImpacts.filter(({ endTime }) => !endTime).map(
    ({ severity }) => SEVERITIES.get(severity) ?? "DEGRADED",
  );
}

/** A title for a Trust incident, which has none: what and where, then the newest message. */
function readTitle({ id, instanceKeys, serviceKeys, IncidentEvents }: TrustIncident): string {
  const place = [...serviceKeys, ...instanceKeys].slice(0, 4).join(", ");
  return `Incident ${id} (${place}): ${IncidentEvents[0]?.message ?? ""}`;
}

const Incident = z.object({
  title: Text,
  state: Text,
  systems: looseList(z.object({ name: Text, status: Text })).catch([]),
});
type Incident = z.infer<typeof Incident>;

/** Neither `resolved`, which contradicts `state`, nor `scheduled`, which is never cleared, is read. */
const CurrentStatus = z.object({
  status: z.array(z.object({ system: z.string(), status: z.string() })),
  incidents: looseList(Incident),
});

const COLOURS: ReadonlyMap<string, PartnerState> = new Map([
  ["green", "OPERATIONAL"],
  ["yellow", "DEGRADED"],
  ["red", "DOWN"],
]);

/** Heroku: its own API or, where that fails, is empty or can't be parsed, Salesforce Trust, as in Heroku's own CLI. */
export const heroku: PartnerFormat = ({ url }) => [currentStatus(url), herokuTrust(url)];

/** API v4: the worst colour of the listed systems and of open incidents on them; the feed has no time of its own. */
const currentStatus = (url: string): PartnerSource => ({
  requests: [{ url }],
  read: ([body], feed, now) => {
    const { status, incidents } = parseBody(body ?? "", CurrentStatus);
    const systems = status.map((entry) => ({ name: entry.system, status: entry.status }));
    const open = incidents.filter(({ state }) => state !== "resolved");
    const states = [
      ...selectListed(feed, systems).map(toState),
      ...open
        .filter((incident) => affectsListed(feed, incident.systems))
        .flatMap((incident) => statesOn(feed, incident)),
    ];
    const titles = open.filter(({ systems }) => mayAffectListed(feed, systems)).map(({ title }) => title);
    return concludeReading({ states, titles, feedAt: null }, feed, now);
  },
});

function statesOn(feed: PartnerFeed, { systems }: Incident): PartnerState[] {
  return systems.length === 0 ? ["DEGRADED"] : systems.filter((system) => isListed(feed, system)).map(toState);
}

function toState({ status }: { status: string }): PartnerState {
  return COLOURS.get(status) ?? "DEGRADED";
}
