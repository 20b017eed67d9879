import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 60 },
  GET: {
    docs: async () => {
      const { APP, AT, MARKET, RESOLVED } = await import("@/lib/openapi/samples");
      const { StatusResponse } = await import("@/lib/schemas/public");
      return {
        id: "getStatus",
        group: "Status",
        summary: "Everything that the page shows",
        description:
          "All surfaces, the incidents that were resolved in the last 30 days and the market's clock, in one response.",
        responses: [{ description: "The page's own feed.", schema: StatusResponse }],
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
      };
    },
  },
});
