import * as z from "zod";
import type { PartnerFeed } from "@/lib/schemas/registry";
import { isListed, mayTouchListed, selectListed, touchesListed } from "./allow-list";
import type { PartnerFormat, PartnerSource } from "./format";
import { herokuTrust } from "./heroku-trust";
import { concludeReading, type PartnerState } from "./reading";
import { listOf, parseBody, Text } from "./wire";

const Incident = z.object({
  title: Text,
  state: Text,
  systems: listOf(z.object({ name: Text, status: Text })).catch([]),
});
type Incident = z.infer<typeof Incident>;

/** `resolved` contradicts `state`, and `scheduled` is never cleaned up: neither is read. */
const CurrentStatus = z.object({
  status: z.array(z.object({ system: z.string(), status: z.string() })),
  incidents: listOf(Incident),
});

const COLOURS: ReadonlyMap<string, PartnerState> = new Map([
  ["green", "OPERATIONAL"],
  ["yellow", "DEGRADED"],
  ["red", "DOWN"],
]);

/** Heroku: its own API and, when that is gone, empty or makes no sense, Salesforce Trust, as in Heroku's own CLI. */
export const heroku: PartnerFormat = ({ url }) => [currentStatus(url), herokuTrust(url)];

/** API v4: the worst colour of the listed systems and of open incidents on them; it has no time of its own. */
const currentStatus = (url: string): PartnerSource => ({
  requests: [{ url }],
  read: ([body], feed, now) => {
    const { status, incidents } = parseBody(body ?? "", CurrentStatus);
    const systems = status.map((entry) => ({ name: entry.system, status: entry.status }));
    const open = incidents.filter(({ state }) => state !== "resolved");
    const states = [
      ...selectListed(feed, systems).map(stateOf),
      ...open
        .filter((incident) => touchesListed(feed, incident.systems))
        .flatMap((incident) => statesOn(feed, incident)),
    ];
    const titles = open.filter(({ systems }) => mayTouchListed(feed, systems)).map(({ title }) => title);
    return concludeReading({ states, titles, feedAt: null }, feed, now);
  },
});

function statesOn(feed: PartnerFeed, { systems }: Incident): PartnerState[] {
  return systems.length === 0 ? ["DEGRADED"] : systems.filter((system) => isListed(feed, system)).map(stateOf);
}

function stateOf({ status }: { status: string }): PartnerState {
  return COLOURS.get(status) ?? "DEGRADED";
}
