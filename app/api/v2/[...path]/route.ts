import { hasStates, STATUSPAGE_ROUTES, type StatuspagePath } from "@/lib/output/statuspage/routes";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import type { Docs } from "@/lib/server/openapi/docs";
import { SAMPLE_HISTORY } from "@/lib/server/openapi/samples";
import type { SchemaName } from "@/lib/server/openapi/schemas";
import { readStatuspage } from "@/lib/services/public/read-documents";

const UNKNOWN_STATE =
  'This format has no word for an unknown state: such a component is `degraded_performance`, and a page with nothing worse says "Status Unknown".';

type RouteDocs = { id: string; summary: string; description?: string; schema: SchemaName };

const ROUTES: Record<StatuspagePath, RouteDocs> = {
  "summary.json": {
    id: "Summary",
    summary: "Components, unresolved incidents and maintenance",
    description: UNKNOWN_STATE,
    schema: "StatuspageSummaryBody",
  },
  "status.json": {
    id: "Status",
    summary: "The page's rollup",
    description: UNKNOWN_STATE,
    schema: "StatuspageStatusBody",
  },
  "components.json": {
    id: "Components",
    summary: "Surfaces as components",
    description: "Each category is a group, its surfaces follow it.",
    schema: "StatuspageComponentsBody",
  },
  "incidents.json": { id: "Incidents", summary: "The latest 50 incidents", schema: "StatuspageIncidentsBody" },
  "incidents/unresolved.json": { id: "Unresolved", summary: "Unresolved incidents", schema: "StatuspageIncidentsBody" },
  "scheduled-maintenances.json": {
    id: "Maintenances",
    summary: "The latest 50 maintenance windows",
    schema: "StatuspageMaintenancesBody",
  },
  "scheduled-maintenances/upcoming.json": {
    id: "UpcomingMaintenances",
    summary: "Maintenance windows that have yet to begin",
    schema: "StatuspageMaintenancesBody",
  },
  "scheduled-maintenances/active.json": {
    id: "ActiveMaintenances",
    summary: "Maintenance windows in progress",
    schema: "StatuspageMaintenancesBody",
  },
};

function describe(path: StatuspagePath): Docs {
  const { id, summary, description = "Newest first.", schema } = ROUTES[path];
  return {
    id: `getStatuspage${id}`,
    path: `/api/v2/${path}`,
    group: "Statuspage v2",
    summary,
    description,
    responses: [{ description: `${summary}.`, schema }],
    ...(!hasStates(path) && { refusals: ["unavailable"] }),
    examples: { page: { summary, value: STATUSPAGE_ROUTES[path](SAMPLE_HISTORY) } },
  };
}

/** The eight paths of the Statuspage v2 API (contract §11.5), for the tools that read it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("any", { maxAgeS: 60, isOfPast: true }),
  GET: {
    handle: ({ ctx, request }) =>
      readStatuspage(ctx, new URL(request.url).pathname.split("/").filter(Boolean).slice(2).join("/")),
    docs: async () => (Object.keys(ROUTES) as StatuspagePath[]).map(describe),
  },
});
