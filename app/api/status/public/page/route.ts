import { pageResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { ACTIVE, APP, AT, MARKET, RESOLVED, SCHEDULED } from "@/lib/server/openapi/samples";
import { readPage } from "@/lib/services/public/read-page";

/** All that the front page shows, in one response: what an open page asks for (contract §8.5). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 60 }),
  GET: {
    handle: async ({ ctx }) => pageResponse(await readPage(ctx)),
    docs: {
      id: "getPage",
      group: "Status",
      summary: "All data of the front page",
      description:
        "What `/api/status/public` has, and with it the open incidents, each surface's bars, and maintenance that runs or is scheduled.",
      responses: [{ description: "The front page's data.", schema: "Page" }],
      examples: {
        page: {
          summary: "The front page",
          value: {
            generated_at: AT,
            overall_status: "DEGRADED",
            surfaces: [APP],
            incidents: [RESOLVED],
            market_time: MARKET,
            active_incidents: [ACTIVE],
            windows: [SCHEDULED],
            lists_known: true,
            bars: { until: AT, surfaces: { [APP.id]: { bars: "O".repeat(90), uptime30: 99.942, uptime90: 99.981 } } },
          },
        },
      },
    },
  },
});
