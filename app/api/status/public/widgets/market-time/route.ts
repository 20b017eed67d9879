import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { marketTime } from "@/lib/market/market-time";
import { marketTimeAnswer } from "@/lib/public/answers";
import { endpoint } from "./endpoint";

/** The MarketTimeWidget's data (§6a); reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => marketTimeAnswer(marketTime(ctx.now)),
});
