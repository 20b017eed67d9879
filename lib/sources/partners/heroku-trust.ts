import * as z from "zod";
import { mayTouchListed, selectListed } from "./allow-list";
import type { PartnerSource } from "./format";
import { concludeReading, type PartnerState } from "./reading";
import { Id, listOf, parseBody, Text } from "./wire";

const HEROKU = "https://status.heroku.com";
const TRUST = "https://api.status.salesforce.com";

const Instance = z.object({
  key: z.string(),
  Products: listOf(z.object({ key: Text })),
  Services: listOf(z.object({ key: Text })),
});

const Incident = z.object({
  id: Id,
  instanceKeys: z.array(z.string()),
  serviceKeys: listOf(z.string()),
  IncidentImpacts: listOf(z.object({ endTime: z.unknown().optional(), severity: Text })),
  IncidentEvents: listOf(z.object({ message: Text })).catch([]),
});
type Incident = z.infer<typeof Incident>;

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

/** Salesforce Trust: of the active incidents of all of Salesforce, those on a Heroku instance and a listed system. */
export const herokuTrust = (feedUrl: string): PartnerSource => ({
  requests: [
    { url: `${originFor(feedUrl)}/v1/instances?products=Heroku` },
    { url: `${originFor(feedUrl)}/v1/incidents/active` },
  ],
  read: ([instancesBody, incidentsBody], feed, now) => {
    const instances = parseBody(instancesBody ?? "", z.array(Instance)).filter(isHeroku);
    const services = instances.flatMap(({ Services }) => Services.map(({ key }) => key));
    const healthy = selectListed(feed, services.map(toSystem)).map(() => "OPERATIONAL" as const);
    const keys = new Set(instances.map(({ key }) => key));
    const open = parseBody(incidentsBody ?? "", z.array(Incident))
      .filter(({ instanceKeys }) => instanceKeys.some((key) => keys.has(key)))
      .filter(({ serviceKeys }) => mayTouchListed(feed, serviceKeys.map(toSystem)))
      .filter((incident) => statesOf(incident).length > 0);
    const states = [...healthy, ...open.flatMap(statesOf)];
    return concludeReading({ states, titles: open.map(titleOf), feedAt: null }, feed, now);
  },
});

/** A stand-in for Heroku stands in for Trust too: only the real feed leads to the real Trust. */
function originFor(feedUrl: string): string {
  const { origin } = new URL(feedUrl);
  return origin === HEROKU ? TRUST : origin;
}

function isHeroku({ Products }: z.infer<typeof Instance>): boolean {
  return Products.some(({ key }) => key === "Heroku");
}

/** A Trust service as a system of Heroku's own API, where CLI, dashboard and all the rest are "Tools". */
function toSystem(serviceKey: string): { name: string } {
  return { name: SYSTEMS.get(serviceKey) ?? "Tools" };
}

/** One state per open impact; an active incident that has no impact yet counts as minor. */
function statesOf({ IncidentImpacts }: Incident): PartnerState[] {
  if (IncidentImpacts.length === 0) return ["DEGRADED"];
  return IncidentImpacts.filter(({ endTime }) => !endTime).map(
    ({ severity }) => SEVERITIES.get(severity) ?? "DEGRADED",
  );
}

/** Trust gives an incident no name: what and where, then the newest message. */
function titleOf({ id, instanceKeys, serviceKeys, IncidentEvents }: Incident): string {
  const place = [...serviceKeys, ...instanceKeys].slice(0, 4).join(", ");
  return `Incident ${id} (${place}): ${IncidentEvents[0]?.message ?? ""}`;
}
