import * as z from "zod";
import { Instant } from "./times";

/** Query of `GET /api/internal/status/market-time`. */
export const MarketTimeQuery = z.strictObject({ at: Instant.optional() });
export type MarketTimeQuery = z.infer<typeof MarketTimeQuery>;
