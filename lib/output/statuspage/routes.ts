import type { PublicHistory } from "@/lib/output/incidents";
import type {
  StatuspageComponentsBody,
  StatuspageIncidentsBody,
  StatuspageMaintenancesBody,
  StatuspageStatusBody,
  StatuspageSummaryBody,
} from "@/lib/schemas/statuspage";
import { listComponents, OVERALL_STATUS, toPage } from "./components";
import { listIncidents, listMaintenances, listUnresolved } from "./incidents";

const LATEST = 50;

type HistoryProjection<Body> = (history: PublicHistory) => Omit<Body, "page">;

const status: HistoryProjection<StatuspageStatusBody> = ({ verdict }) => ({ status: OVERALL_STATUS[verdict] });
const components: HistoryProjection<StatuspageComponentsBody> = ({ surfaces }) => ({
  components: listComponents(surfaces),
});
const unresolved: HistoryProjection<StatuspageIncidentsBody> = (all) => ({ incidents: listUnresolved(all) });
const summary: HistoryProjection<StatuspageSummaryBody> = (all) => ({
  ...components(all),
  ...unresolved(all),
  scheduled_maintenances: listMaintenances(all, "scheduled", "running"),
  ...status(all),
});
const incidents: HistoryProjection<StatuspageIncidentsBody> = (all) => ({ incidents: listIncidents(all, LATEST) });
const maintenances =
  (...phases: Parameters<typeof listMaintenances>[1][]): HistoryProjection<StatuspageMaintenancesBody> =>
  (all) => ({ scheduled_maintenances: listMaintenances(all, ...phases) });
const latestMaintenances: HistoryProjection<StatuspageMaintenancesBody> = (all) => ({
  scheduled_maintenances: listMaintenances(all, "scheduled", "running", "ended").reverse().slice(0, LATEST),
});

/** Every body starts with the page. */
const withPage =
  <Body extends object>(body: (history: PublicHistory) => Body) =>
  (history: PublicHistory) => ({ page: toPage(history), ...body(history) });

/** The eight bodies of the Statuspage v2 API by their path under `/api/v2/` (contract §11.5). */
export const STATUSPAGE_ROUTES = {
  "summary.json": withPage(summary),
  "status.json": withPage(status),
  "components.json": withPage(components),
  "incidents.json": withPage(incidents),
  "incidents/unresolved.json": withPage(unresolved),
  "scheduled-maintenances.json": withPage(latestMaintenances),
  "scheduled-maintenances/upcoming.json": withPage(maintenances("scheduled")),
  "scheduled-maintenances/active.json": withPage(maintenances("running")),
} as const satisfies Record<string, (history: PublicHistory) => object>;

export type StatuspagePath = keyof typeof STATUSPAGE_ROUTES;

/** Whether a body gives the components' states; the others are lists of incidents or maintenance alone. */
export const hasStates = (path: string): boolean => ["summary.json", "status.json", "components.json"].includes(path);

/** Whether a client's path under `/api/v2/` is one of the eight. */
export const isStatuspagePath = (path: string): path is StatuspagePath => Object.hasOwn(STATUSPAGE_ROUTES, path);
