import { parseWith } from "@/lib/http/body";
import { json, route } from "@/lib/http/handle";
import { internal, WRITERS } from "@/lib/http/internal";
import { marketTime } from "@/lib/market/market-time";
import { MarketTimeQuery } from "@/lib/schemas/market-time-query";

/** The market widget at any instant, `?at=<ISO>`; now without it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: internal(WRITERS, async (request, ctx) => {
    const { at } = parseWith(MarketTimeQuery, Object.fromEntries(new URL(request.url).searchParams));
    return json(marketTime(at ?? ctx.now));
  }),
});
