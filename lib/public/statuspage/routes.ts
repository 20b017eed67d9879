import type { Chronicle } from "@/lib/public/incidents";
import type {
  StatuspageComponentsBody,
  StatuspageIncidentsBody,
  StatuspageMaintenancesBody,
  StatuspageStatusBody,
  StatuspageSummaryBody,
} from "@/lib/schemas/statuspage";
import { listComponents } from "./components";
import { listIncidents, listUnresolved } from "./incidents";
import { listMaintenances } from "./maintenances";
import { OVERALL_STATUS, pageOf } from "./vocabulary";

const LATEST = 50;

const summary = (chronicle: Chronicle): StatuspageSummaryBody => ({
  page: pageOf(chronicle),
  components: listComponents(chronicle.surfaces),
  incidents: listUnresolved(chronicle),
  scheduled_maintenances: listMaintenances(chronicle, "scheduled", "running"),
  status: OVERALL_STATUS[chronicle.overall],
});

const status = (chronicle: Chronicle): StatuspageStatusBody => ({
  page: pageOf(chronicle),
  status: OVERALL_STATUS[chronicle.overall],
});

const components = (chronicle: Chronicle): StatuspageComponentsBody => ({
  page: pageOf(chronicle),
  components: listComponents(chronicle.surfaces),
});

const incidents = (chronicle: Chronicle): StatuspageIncidentsBody => ({
  page: pageOf(chronicle),
  incidents: listIncidents(chronicle, LATEST),
});

const unresolved = (chronicle: Chronicle): StatuspageIncidentsBody => ({
  page: pageOf(chronicle),
  incidents: listUnresolved(chronicle),
});

const maintenances = (chronicle: Chronicle): StatuspageMaintenancesBody => ({
  page: pageOf(chronicle),
  scheduled_maintenances: listMaintenances(chronicle, "scheduled", "running", "ended").reverse().slice(0, LATEST),
});

const upcoming = (chronicle: Chronicle): StatuspageMaintenancesBody => ({
  page: pageOf(chronicle),
  scheduled_maintenances: listMaintenances(chronicle, "scheduled"),
});

const active = (chronicle: Chronicle): StatuspageMaintenancesBody => ({
  page: pageOf(chronicle),
  scheduled_maintenances: listMaintenances(chronicle, "running"),
});

/** The eight bodies of the Statuspage v2 API by their path under `/api/v2/` (wire formats §6). */
export const STATUSPAGE_ROUTES = {
  "summary.json": summary,
  "status.json": status,
  "components.json": components,
  "incidents.json": incidents,
  "incidents/unresolved.json": unresolved,
  "scheduled-maintenances.json": maintenances,
  "scheduled-maintenances/upcoming.json": upcoming,
  "scheduled-maintenances/active.json": active,
} as const satisfies Record<string, (chronicle: Chronicle) => object>;

export type StatuspagePath = keyof typeof STATUSPAGE_ROUTES;

/** Whether a path under `/api/v2/`, as a caller typed it, is one of the eight. */
export const isStatuspagePath = (path: string): path is StatuspagePath => Object.hasOwn(STATUSPAGE_ROUTES, path);
