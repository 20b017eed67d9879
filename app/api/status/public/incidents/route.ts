import { incidentsAnswer } from "@/lib/http/public-answers";
import { publicJson } from "@/lib/http/public-json";

/** Incidents resolved in the last 30 days (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(incidentsAnswer);
