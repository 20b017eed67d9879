import * as z from "zod";
import {
  type ComponentName,
  concludeReading,
  formatOfOneBody,
  Id,
  Instant,
  looseList,
  mayAffectListed,
  type PartnerState,
  parseBody,
  Text,
} from "./format";

const TITLE_LABEL = /^\s*title:\s*/i;

const Incident = z.object({
  id: z.string().min(1),
  begin: Instant,
  modified: Instant,
  end: z.unknown().optional(),
  external_desc: Text,
  most_recent_update: z.object({ status: Text }).nullish().catch(null),
  status_impact: Text,
  service_key: Text,
  affected_products: looseList(z.object({ id: Id, title: Text })),
});
type Incident = z.infer<typeof Incident>;

const STATUS_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["SERVICE_INFORMATION", "OPERATIONAL"],
  ["SERVICE_DISRUPTION", "DEGRADED"],
  ["SERVICE_OUTAGE", "DOWN"],
]);

/** Google Workspace's incidents.json: healthy where no incident is open on a listed product; the feed's time is the newest change of any incident. */
export const googleWorkspace = formatOfOneBody((body, feed, now) => {
  const incidents = parseBody(body, z.array(Incident));
  const open = incidents.filter(isOpen).filter((incident) => mayAffectListed(feed, listProducts(incident)));
  const states = [
    "OPERATIONAL" as const,
    ...open.map((incident) => STATUS_STATES.get(readStatus(incident)) ?? "DEGRADED"),
  ];
  const feedAt = incidents.reduce<number | null>(
    (newest, { modified }) => Math.max(newest ?? modified, modified),
    null,
  );
  return concludeReading({ states, titles: open.map(readTitle), feedAt }, feed, now);
});

function isOpen(incident: Incident): boolean {
  return !incident.end && readStatus(incident) !== "AVAILABLE";
}

/** `status_impact` is the peak; the newest update has the current status. */
function readStatus({ most_recent_update, status_impact }: Incident): string {
  return most_recent_update?.status || status_impact;
}

/** `service_key` is a product's id too, and empty where there are several products. */
function listProducts({ affected_products, service_key }: Incident): ComponentName[] {
  const products = affected_products.map(({ id, title }) => ({ id, name: title }));
  return service_key === "" ? products : [...products, { id: service_key, name: "" }];
}

/** The description is Markdown, and starts with "**Title:**" and the title. */
function readTitle({ external_desc }: Incident): string {
  const text = external_desc.slice(0, 1000).replaceAll("**", "").replace(TITLE_LABEL, "");
  return text.trim().split("\n", 1)[0] ?? "";
}
