import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { marketTime } from "@/lib/market/market-time";
import { endpoint } from "./endpoint";

/** The market widget at any instant, `?at=<ISO>`; now without it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => marketTime(query.at ?? ctx.now),
});
