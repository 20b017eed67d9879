import { defineEndpoint } from "@/lib/http/endpoint";
import { MARKET } from "@/lib/openapi/samples";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 30, tag: "market-time" },
  GET: {
    docs: {
      id: "getMarketTime",
      group: "Status",
      summary: "The New York Stock Exchange's clock",
      description: "Whether the market is open, what happens next, and the holiday if today is one.",
      responses: [{ description: "The market's clock.", schema: "MarketTime" }],
      examples: [{ name: "marketTime", summary: "The market now", value: MARKET }],
    },
  },
});
