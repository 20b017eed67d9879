import { expect, it } from "vitest";
import type { PublicHistory } from "@/lib/output/incidents";
import { STATUSPAGE_ROUTES } from "@/lib/output/statuspage/routes";
import { at, historyWith, incidentWith, surfaceWith, windowWith, wordAt } from "./world";

const history: PublicHistory = historyWith({
  overall: "DOWN",
  verdict: "DOWN",
  surfaces: [
    surfaceWith({ state: "DOWN", state_since: "2026-11-18T13:52:10Z" }),
    surfaceWith({
      id: "cloudflare",
      display_name: "Cloudflare",
      category: "upstream_3p",
      public_description: "Edge network.",
    }),
  ],
  incidents: [
    incidentWith({
      updatedAt: at("2026-11-18T13:52:10.250Z"),
      words: [
        wordAt("2026-11-18T13:40:00Z", { note: "Requests are slow." }),
        wordAt("2026-11-18T13:52:10.250Z", { kind: "updated", severity: "down" }),
      ],
    }),
  ],
  windows: [
    windowWith({ surfaceIds: ["cloudflare"], surfaceNames: ["Cloudflare"], note: "A certificate is renewed." }),
  ],
});

const page = {
  id: "qmj0wid9ubso",
  name: "Raxx",
  url: "https://status.raxx.app",
  time_zone: "Etc/UTC",
  updated_at: "2026-11-18T13:52:10.250Z",
};

const apiService = {
  id: "k0tit8nrxii8",
  name: "API Service",
  status: "major_outage",
  created_at: "2026-04-28T00:00:00.000Z",
  updated_at: "2026-11-18T13:52:10.000Z",
  position: 1,
  description: "Raxx API.",
  showcase: true,
  start_date: null,
  group_id: "ttaxkbbvzegr",
  page_id: "qmj0wid9ubso",
  group: false,
  only_show_if_degraded: false,
};

const cloudflare = {
  id: "njsd3yhqfnol",
  name: "Cloudflare",
  status: "operational",
  created_at: "2026-04-28T00:00:00.000Z",
  updated_at: "2026-11-02T08:30:00.000Z",
  position: 1,
  description: "Edge network.",
  showcase: true,
  start_date: null,
  group_id: "6rbl6lvf4w9n",
  page_id: "qmj0wid9ubso",
  group: false,
  only_show_if_degraded: false,
};

const components = [
  {
    id: "ttaxkbbvzegr",
    name: "Raxx services",
    status: "major_outage",
    created_at: "2026-04-28T00:00:00.000Z",
    updated_at: "2026-11-18T13:52:10.000Z",
    position: 1,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: "qmj0wid9ubso",
    group: true,
    only_show_if_degraded: false,
    components: ["k0tit8nrxii8"],
  },
  apiService,
  {
    id: "6rbl6lvf4w9n",
    name: "Services we rely on",
    status: "operational",
    created_at: "2026-04-28T00:00:00.000Z",
    updated_at: "2026-11-02T08:30:00.000Z",
    position: 2,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: "qmj0wid9ubso",
    group: true,
    only_show_if_degraded: false,
    components: ["njsd3yhqfnol"],
  },
  cloudflare,
];

const incidents = [
  {
    id: "c070x5akmf2v",
    name: "Requests are slow",
    status: "investigating",
    created_at: "2026-11-18T13:40:00.000Z",
    updated_at: "2026-11-18T13:52:10.250Z",
    monitoring_at: null,
    resolved_at: null,
    impact: "critical",
    shortlink: "https://status.raxx.app/incidents/inc_00421",
    started_at: "2026-11-18T13:40:00.000Z",
    page_id: "qmj0wid9ubso",
    incident_updates: [
      {
        id: "7dewynmi59vw",
        status: "investigating",
        body: "API Service: Service disruption.",
        incident_id: "c070x5akmf2v",
        created_at: "2026-11-18T13:52:10.250Z",
        updated_at: "2026-11-18T13:52:10.250Z",
        display_at: "2026-11-18T13:52:10.250Z",
        affected_components: [
          {
            code: "k0tit8nrxii8",
            name: "API Service",
            old_status: "degraded_performance",
            new_status: "major_outage",
          },
        ],
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      },
      {
        id: "7dexcoqezbwf",
        status: "investigating",
        body: "Requests are slow.",
        incident_id: "c070x5akmf2v",
        created_at: "2026-11-18T13:40:00.000Z",
        updated_at: "2026-11-18T13:40:00.000Z",
        display_at: "2026-11-18T13:40:00.000Z",
        affected_components: [
          {
            code: "k0tit8nrxii8",
            name: "API Service",
            old_status: "operational",
            new_status: "degraded_performance",
          },
        ],
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      },
    ],
    components: [apiService],
    reminder_intervals: null,
  },
];

const scheduled_maintenances = [
  {
    id: "rt2mh03l4hc4",
    name: "Cloudflare: Scheduled maintenance",
    status: "scheduled",
    created_at: "2026-11-10T09:00:00.000Z",
    updated_at: "2026-11-10T09:00:00.000Z",
    monitoring_at: null,
    resolved_at: null,
    impact: "maintenance",
    shortlink: "https://status.raxx.app/surfaces/cloudflare",
    started_at: "2026-11-20T14:00:00.000Z",
    page_id: "qmj0wid9ubso",
    incident_updates: [
      {
        id: "mygq2rhkzgu8",
        status: "scheduled",
        body: "A certificate is renewed.",
        incident_id: "rt2mh03l4hc4",
        created_at: "2026-11-10T09:00:00.000Z",
        updated_at: "2026-11-10T09:00:00.000Z",
        display_at: "2026-11-10T09:00:00.000Z",
        affected_components: [],
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      },
    ],
    components: [cloudflare],
    reminder_intervals: null,
    scheduled_for: "2026-11-20T14:00:00.000Z",
    scheduled_until: "2026-11-20T15:00:00.000Z",
  },
];

const status = { indicator: "critical", description: "Major Service Outage" };

/** As text, so that the order of the keys counts. */
const asText = (value: object): string => JSON.stringify(value, null, 2);

it.each([
  ["summary.json", { page, components, incidents, scheduled_maintenances, status }],
  ["status.json", { page, status }],
  ["components.json", { page, components }],
  ["incidents.json", { page, incidents }],
  ["incidents/unresolved.json", { page, incidents }],
  ["scheduled-maintenances.json", { page, scheduled_maintenances }],
  ["scheduled-maintenances/upcoming.json", { page, scheduled_maintenances }],
  ["scheduled-maintenances/active.json", { page, scheduled_maintenances: [] }],
] as const)("%s is this body, key by key and in this order", (path, body) => {
  expect(asText(STATUSPAGE_ROUTES[path](history))).toBe(asText(body));
});
