import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 30, tag: "market-time" },
  GET: {
    docs: async () => {
      const { MARKET } = await import("@/lib/openapi/samples");
      const { MarketTime } = await import("@/lib/schemas/public");
      return {
        id: "getMarketTime",
        group: "Status",
        summary: "The New York Stock Exchange's clock",
        description: "Whether the market is open, what happens next, and the holiday if today is one.",
        responses: [{ description: "The market's clock.", schema: MarketTime }],
        examples: [{ name: "marketTime", summary: "The market now", value: MARKET }],
      };
    },
  },
});
