import type { z } from "zod";
import { STATUSPAGE_ROUTES, type StatuspagePath } from "@/lib/public/statuspage/routes";
import {
  StatuspageComponentsBody,
  StatuspageIncidentsBody,
  StatuspageMaintenancesBody,
  StatuspageStatusBody,
  StatuspageSummaryBody,
} from "@/lib/schemas/statuspage";
import type { Door } from "./door";
import { openAnswer, publicGet } from "./open-door";
import { SAMPLE_CHRONICLE } from "./sample-chronicle";

const DIALECT =
  'This dialect has no word for an unknown state: such a component is `degraded_performance`, and a page with nothing worse says "Status Unknown".';

type Words = { id: string; summary: string; description?: string; schema: z.ZodType };

const ROUTES: Record<StatuspagePath, Words> = {
  "summary.json": {
    id: "Summary",
    summary: "Components, unresolved incidents and maintenance",
    description: DIALECT,
    schema: StatuspageSummaryBody,
  },
  "status.json": { id: "Status", summary: "The page's rollup", description: DIALECT, schema: StatuspageStatusBody },
  "components.json": {
    id: "Components",
    summary: "Surfaces as components",
    description: "Each category is a group, its surfaces follow it.",
    schema: StatuspageComponentsBody,
  },
  "incidents.json": { id: "Incidents", summary: "The latest 50 incidents", schema: StatuspageIncidentsBody },
  "incidents/unresolved.json": { id: "Unresolved", summary: "Unresolved incidents", schema: StatuspageIncidentsBody },
  "scheduled-maintenances.json": {
    id: "Maintenances",
    summary: "The latest 50 maintenance windows",
    schema: StatuspageMaintenancesBody,
  },
  "scheduled-maintenances/upcoming.json": {
    id: "UpcomingMaintenances",
    summary: "Maintenance windows that have yet to begin",
    schema: StatuspageMaintenancesBody,
  },
  "scheduled-maintenances/active.json": {
    id: "ActiveMaintenances",
    summary: "Maintenance windows in progress",
    schema: StatuspageMaintenancesBody,
  },
};

function doorOf(path: StatuspagePath): Door {
  const { id, summary, description = "Newest first.", schema } = ROUTES[path];
  return publicGet({
    id: `getStatuspage${id}`,
    path: `/api/v2/${path}`,
    group: "Statuspage v2",
    summary,
    description,
    answers: [openAnswer(60, `${summary}.`, schema)],
    examples: [{ name: "page", summary, value: STATUSPAGE_ROUTES[path](SAMPLE_CHRONICLE) }],
  });
}

/** The eight routes of the Statuspage v2 API (wire formats §6). */
export const STATUSPAGE_DOORS = (Object.keys(ROUTES) as StatuspagePath[]).map(doorOf);
