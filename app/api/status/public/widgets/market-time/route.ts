import { marketTimeAnswer } from "@/lib/http/public-answers";
import { publicJson } from "@/lib/http/public-json";

/** The MarketTimeWidget's data (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(marketTimeAnswer);
