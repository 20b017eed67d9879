import { statusAnswer } from "@/lib/http/public-answers";
import { publicJson } from "@/lib/http/public-json";

/** The whole page's feed in one response (D11). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(statusAnswer);
