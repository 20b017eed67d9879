import { expect, it } from "vitest";
import * as z from "zod";
import { STATES } from "@/lib/core/engine/states";
import type { PublicHistory } from "@/lib/output/incidents";
import { STATUSPAGE_ROUTES, type StatuspagePath } from "@/lib/output/statuspage/routes";
import {
  StatuspageComponentsBody,
  StatuspageIncidentsBody,
  StatuspageMaintenancesBody,
  StatuspageStatusBody,
  StatuspageSummaryBody,
} from "@/lib/schemas/statuspage";
import { at, historyWith, incidentWith, pageIn, windowWith, wordAt } from "./world";

const eventful: PublicHistory = {
  ...pageIn("PARTIAL"),
  incidents: [
    incidentWith({ words: [wordAt("2026-11-18T13:40:00Z"), wordAt("2026-11-18T13:50:00Z", { kind: "updated" })] }),
    incidentWith({ id: "inc_00002", resolvedAt: at("2026-11-18T13:59:00Z"), surface: ["gone", "API Service"] }),
  ],
  windows: [
    windowWith({ phase: "ended", id: "win_1", endsAt: at("2026-11-12T15:00:00Z") }),
    windowWith({ phase: "running", id: "win_2" }),
    windowWith({ id: "win_3" }),
  ],
};

const histories: [string, PublicHistory][] = [
  ["without anything", historyWith({ surfaces: [], overall: "UNKNOWN" })],
  ["with incidents and windows", eventful],
  ...STATES.map((state): [string, PublicHistory] => [`where all is ${state}`, pageIn(state)]),
];

const SCHEMAS: Record<StatuspagePath, z.ZodType> = {
  "summary.json": StatuspageSummaryBody,
  "status.json": StatuspageStatusBody,
  "components.json": StatuspageComponentsBody,
  "incidents.json": StatuspageIncidentsBody,
  "incidents/unresolved.json": StatuspageIncidentsBody,
  "scheduled-maintenances.json": StatuspageMaintenancesBody,
  "scheduled-maintenances/upcoming.json": StatuspageMaintenancesBody,
  "scheduled-maintenances/active.json": StatuspageMaintenancesBody,
};

const PAGE = "id name url time_zone updated_at";
const COMPONENT =
  "id name status created_at updated_at position description showcase start_date group_id page_id group only_show_if_degraded";
const INCIDENT =
  "id name status created_at updated_at monitoring_at resolved_at impact shortlink started_at page_id incident_updates components reminder_intervals";

/** The keys of Statuspage's format (contract §11.5), in order, of whatever lies under a key. */
const KEYS: Record<string, readonly string[]> = {
  page: [PAGE],
  status: ["indicator description"],
  components: [COMPONENT, `${COMPONENT} components`],
  incidents: [INCIDENT],
  scheduled_maintenances: [`${INCIDENT} scheduled_for scheduled_until`],
  incident_updates: [
    "id status body incident_id created_at updated_at display_at affected_components deliver_notifications custom_tweet tweet_id",
  ],
  affected_components: ["code name old_status new_status"],
};

/** Everything in a body that its key does not allow, by its path. */
function oddities(value: unknown, key: string, path = key): string[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => oddities(item, key, `${path}[${index}]`));
  const entries = Object.entries(value);
  const allowed = KEYS[key] ?? [];
  const here = allowed.includes(Object.keys(value).join(" ")) ? [] : [`${path}: ${Object.keys(value).join(" ")}`];
  const nulls = entries.filter(([name, item]) => name in KEYS && name !== "status" && !Array.isArray(item));
  return [
    ...here,
    ...nulls.map(([name]) => `${path}.${name} is no list`),
    ...entries.flatMap(([name, item]) => oddities(item, name, `${path}.${name}`)),
  ];
}

/** How openStatus, an outside reader, parses a summary and the incidents: its rules in our words. */
const OutsideReader = z.object({
  page: z.object({ id: z.string(), name: z.string(), url: z.url(), updated_at: z.iso.datetime({ offset: true }) }),
  status: z.object({
    indicator: z.enum(["none", "minor", "major", "critical", "maintenance"]),
    description: z.string(),
  }),
  incidents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      impact: z.string(),
      shortlink: z.string(),
      started_at: z.string(),
      created_at: z.string(),
      resolved_at: z.string().nullable(),
    }),
  ),
});

const paths = Object.keys(STATUSPAGE_ROUTES) as StatuspagePath[];
const answers = histories.flatMap(([page, history]) =>
  paths.map((path) => ({ page, path, body: STATUSPAGE_ROUTES[path](history) })),
);

it("Every page answers every path in the schema's shape", () => {
  const errors = answers.map(({ page, path, body }) => ({ page, path, error: SCHEMAS[path].safeParse(body).error }));
  expect(errors.filter(({ error }) => error)).toEqual([]);
});

it("Every answer has the keys of the wire format in their order, and lists that are lists", () => {
  const found = answers.flatMap(({ page, path, body }) =>
    Object.entries(body).flatMap(([key, value]) => oddities(value, key).map((odd) => `${path} ${page}: ${odd}`)),
  );
  expect(found).toEqual([]);
});

it("Every page is read by an outside reader", () => {
  const unread = histories.filter(
    ([, history]) => !OutsideReader.safeParse(STATUSPAGE_ROUTES["summary.json"](history)).success,
  );
  expect(unread).toEqual([]);
});

it("The eight routes of the wire format are covered", () => {
  expect(Object.keys(STATUSPAGE_ROUTES)).toEqual(Object.keys(SCHEMAS));
  expect(Object.keys(SCHEMAS)).toHaveLength(8);
});
