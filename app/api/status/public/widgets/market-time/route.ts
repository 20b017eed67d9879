import { publicJson } from "@/lib/http/public-json";
import { marketTime } from "@/lib/market/market-time";
import { marketTimeAnswer } from "@/lib/public/answers";

/** The MarketTimeWidget's data (§6a); reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson((ctx) =>
  marketTimeAnswer(marketTime(ctx.now)),
);
