import { marketTime } from "@/lib/core/market/market-time";
import { MarketTimeQuery } from "@/lib/schemas/times";
import { serveEndpoint } from "@/lib/server/endpoint";
import { AT, MARKET, refused } from "@/lib/server/openapi/samples";

/** The market widget at any instant, `?at=<ISO>`; now without it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  GET: {
    query: MarketTimeQuery,
    handle: ({ ctx, query }) => marketTime(query.at ?? ctx.now),
    docs: {
      id: "getMarketTimeAt",
      group: "Operations",
      summary: "The market's clock at any instant",
      description: "Now, where none is given.",
      responses: [{ description: "The market's clock.", schema: "MarketTime" }],
      refusals: ["invalid_request"],
      examples: {
        // biome-ignore lint/suspicious/noThenProperty: the name of an example
        then: { summary: "On a Monday morning", query: { at: AT }, value: MARKET },
        misfit: {
          summary: "No instant",
          query: { at: "yesterday" },
          ...refused("invalid_request", { path: "at", message: "must be an ISO 8601 time with Z or an offset" }),
        },
      },
    },
  },
});
