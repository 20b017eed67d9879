import { v1Endpoint } from "@/lib/http/endpoint";
import { APP, AT, MARKET, RESOLVED } from "@/lib/openapi/samples";

export const endpoint = v1Endpoint(60, {
  id: "getStatus",
  group: "Status",
  summary: "Everything that the page shows",
  description:
    "All surfaces, the incidents that were resolved in the last 30 days and the market's clock, in one response.",
  responses: [{ description: "The page's own feed.", schema: "Status" }],
  examples: [
    {
      name: "everything",
      summary: "The whole page",
      value: {
        generated_at: AT,
        overall_status: "DEGRADED",
        surfaces: [APP],
        incidents: [RESOLVED],
        market_time: MARKET,
      },
    },
  ],
});
