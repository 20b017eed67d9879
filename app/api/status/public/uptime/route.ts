import { UPTIME_FORMULA } from "@/lib/output/uptime";
import { UptimeQuery, type UptimeResponse } from "@/lib/schemas/public";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { AT, refused } from "@/lib/server/openapi/samples";
import { readUptime } from "@/lib/services/public/read-uptime";

const CSV = "text/csv";

const WEEK: UptimeResponse = {
  generated_at: AT,
  formula: UPTIME_FORMULA,
  notices: { sent: 1840, p50_seconds: 21.4, p95_seconds: 48.2 },
  surfaces: [
    {
      id: "app-raxx-app",
      display_name: "Raxx App",
      uptime_30_days: 99.942,
      uptime_90_days: 99.981,
      days: [{ date: "2026-05-04", worst: "DOWN", minutes: { OPERATIONAL: 820.2, DOWN: 24.8 } }],
      incidents: [],
      measured: [{ state: "DOWN", from: "2026-05-04T13:40:12Z", to: "2026-05-04T14:05:00Z" }],
    },
  ],
};

const INTERVALS = [
  "surface_id,display_name,state,from,to,minutes",
  "app-raxx-app,Raxx App,DOWN,2026-05-04T13:40:12Z,2026-05-04T14:05:00Z,24.8",
];

/** The numbers behind the bars, or every interval as CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 300 }),
  GET: {
    query: UptimeQuery,
    handle: ({ ctx, query }) => readUptime(ctx, query),
    docs: {
      id: "getUptime",
      group: "Uptime",
      summary: "Minutes per state and day, and uptime in percent",
      description:
        "Days are in UTC. `formula` says what counts as up, `notices` how fast subscribers were told in the last 30 days. `incidents` are what somebody reported on these days, `measured` the outages that monitoring alone has found; `to` is null while one lasts. As CSV (RFC 4180) it is every interval between two changes instead of sums by day.",
      responses: [
        { description: "The days of each surface, or every interval as CSV.", schema: "Uptime" },
        { description: "The days of each surface, or every interval as CSV.", type: CSV },
      ],
      refusals: ["invalid_request", "unavailable"],
      examples: {
        quarter: { summary: "90 days", value: WEEK },
        week: { summary: "7 days", query: { days: 7 }, value: WEEK },
        intervals: {
          summary: "Every interval of 30 days as CSV",
          query: { days: 30, format: "csv" },
          type: CSV,
          value: `${INTERVALS.join("\r\n")}\r\n`,
        },
        tooManyDays: {
          summary: "More days than there are",
          query: { days: 400 },
          ...refused("invalid_request", { path: "days", message: "Too big: expected number to be <=90" }),
        },
      },
    },
  },
});
