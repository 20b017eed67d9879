import { marketTime } from "@/lib/core/market/market-time";
import { marketTimeResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { MARKET } from "@/lib/server/openapi/samples";

/** The market's clock (contract §14); reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 30, tag: "market-time" }),
  GET: {
    handle: ({ ctx }) => marketTimeResponse(marketTime(ctx.now)),
    docs: {
      id: "getMarketTime",
      group: "Status",
      summary: "The New York Stock Exchange's clock",
      description: "Whether the market is open, what happens next, and the holiday if today is one.",
      responses: [{ description: "The market's clock.", schema: "MarketTime" }],
      examples: { marketTime: { summary: "The market now", value: MARKET } },
    },
  },
});
