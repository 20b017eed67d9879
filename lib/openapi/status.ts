import { MaintenanceResponse } from "@/lib/schemas/maintenance";
import { IncidentsResponse, MarketTime, StatusResponse, SurfacesResponse } from "@/lib/schemas/public";
import { keptAnswer, publicGet } from "./open-door";
import { APP, AT, MARKET, RESOLVED, SCHEDULED } from "./samples";

const head = { generated_at: AT, overall_status: "DEGRADED" } as const;
const example = (name: string, summary: string, value: unknown) => [{ name, summary, value }] as const;

/** What is true now (§6a, D11). */
export const STATUS_DOORS = [
  publicGet({
    id: "getStatus",
    path: "/api/status/public",
    group: "Status",
    summary: "Everything that the page shows",
    description:
      "All surfaces, the incidents that were resolved in the last 30 days and the market's clock, in one answer.",
    answers: [keptAnswer(60, "The page's own feed.", StatusResponse)],
    examples: example("everything", "The whole page", {
      ...head,
      surfaces: [APP],
      incidents: [RESOLVED],
      market_time: MARKET,
    }),
  }),
  publicGet({
    id: "getSurfaces",
    path: "/api/status/public/surfaces",
    group: "Status",
    summary: "All surfaces and the overall status",
    description: "Surfaces in the page's order. `overall_status` is the worst state of those that Raxx owns.",
    answers: [keptAnswer(60, "Each surface and its state.", SurfacesResponse)],
    examples: example("surfaces", "Every surface", { ...head, surfaces: [APP] }),
  }),
  publicGet({
    id: "getIncidents",
    path: "/api/status/public/incidents",
    group: "Status",
    summary: "Incidents resolved in the last 30 days",
    description: "Newest first. What is open shows on the surfaces.",
    answers: [keptAnswer(300, "Resolved incidents.", IncidentsResponse)],
    examples: example("incidents", "Resolved incidents", { generated_at: AT, incidents: [RESOLVED] }),
  }),
  publicGet({
    id: "getMaintenance",
    path: "/api/status/public/maintenance",
    group: "Status",
    summary: "Maintenance that runs or is scheduled",
    description: "By start. What is over or was cancelled is left out; the calendar keeps it.",
    answers: [keptAnswer(60, "Windows that run or are scheduled.", MaintenanceResponse)],
    examples: example("maintenance", "One window", { generated_at: AT, windows: [SCHEDULED] }),
  }),
  publicGet({
    id: "getMarketTime",
    path: "/api/status/public/widgets/market-time",
    group: "Status",
    summary: "The New York Stock Exchange's clock",
    description: "Whether the market is open, what happens next, and the holiday if today is one.",
    answers: [keptAnswer(30, "The market's clock.", MarketTime)],
    examples: example("marketTime", "The market now", MARKET),
  }),
];
