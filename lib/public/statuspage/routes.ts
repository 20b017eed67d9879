import type { Chronicle } from "@/lib/public/incidents";
import type {
  StatuspageComponentsBody,
  StatuspageIncidentsBody,
  StatuspageMaintenancesBody,
  StatuspageStatusBody,
  StatuspageSummaryBody,
} from "@/lib/schemas/statuspage";
import { listComponents, OVERALL_STATUS, pageOf } from "./components";
import { listIncidents, listMaintenances, listUnresolved } from "./incidents";

const LATEST = 50;

type Chronicled<Body> = (chronicle: Chronicle) => Omit<Body, "page">;

const status: Chronicled<StatuspageStatusBody> = ({ overall }) => ({ status: OVERALL_STATUS[overall] });
const components: Chronicled<StatuspageComponentsBody> = ({ surfaces }) => ({ components: listComponents(surfaces) });
const unresolved: Chronicled<StatuspageIncidentsBody> = (all) => ({ incidents: listUnresolved(all) });
const summary: Chronicled<StatuspageSummaryBody> = (all) => ({
  ...components(all),
  ...unresolved(all),
  scheduled_maintenances: listMaintenances(all, "scheduled", "running"),
  ...status(all),
});
const incidents: Chronicled<StatuspageIncidentsBody> = (all) => ({ incidents: listIncidents(all, LATEST) });
const maintenances =
  (...phases: Parameters<typeof listMaintenances>[1][]): Chronicled<StatuspageMaintenancesBody> =>
  (all) => ({ scheduled_maintenances: listMaintenances(all, ...phases) });
const latestMaintenances: Chronicled<StatuspageMaintenancesBody> = (all) => ({
  scheduled_maintenances: listMaintenances(all, "scheduled", "running", "ended").reverse().slice(0, LATEST),
});

/** A body begins with the page. */
const withPage =
  <Body extends object>(body: (chronicle: Chronicle) => Body) =>
  (chronicle: Chronicle) => ({ page: pageOf(chronicle), ...body(chronicle) });

/** The eight bodies of the Statuspage v2 API by their path under `/api/v2/` (wire formats §6). */
export const STATUSPAGE_ROUTES = {
  "summary.json": withPage(summary),
  "status.json": withPage(status),
  "components.json": withPage(components),
  "incidents.json": withPage(incidents),
  "incidents/unresolved.json": withPage(unresolved),
  "scheduled-maintenances.json": withPage(latestMaintenances),
  "scheduled-maintenances/upcoming.json": withPage(maintenances("scheduled")),
  "scheduled-maintenances/active.json": withPage(maintenances("running")),
} as const satisfies Record<string, (chronicle: Chronicle) => object>;

export type StatuspagePath = keyof typeof STATUSPAGE_ROUTES;

/** Whether a path under `/api/v2/`, as a caller typed it, is one of the eight. */
export const isStatuspagePath = (path: string): path is StatuspagePath => Object.hasOwn(STATUSPAGE_ROUTES, path);
