import { statusResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { APP, AT, MARKET, RESOLVED } from "@/lib/server/openapi/samples";
import { readPublic } from "@/lib/services/public/read-page";

/** The whole page's feed in one response (contract §8.4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 60 }),
  GET: {
    handle: async ({ ctx }) => statusResponse(await readPublic(ctx)),
    docs: {
      id: "getStatus",
      group: "Status",
      summary: "Everything that the page shows",
      description:
        "All surfaces, the incidents that were resolved in the last 30 days and the market's clock, in one response.",
      responses: [{ description: "The page's own feed.", schema: "Status" }],
      examples: {
        everything: {
          summary: "The whole page",
          value: {
            generated_at: AT,
            overall_status: "DEGRADED",
            surfaces: [APP],
            incidents: [RESOLVED],
            market_time: MARKET,
          },
        },
      },
    },
  },
});
