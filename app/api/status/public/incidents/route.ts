import { publicJson } from "@/lib/http/public-json";
import { incidentsAnswer } from "@/lib/public/answers";
import { readPublic } from "@/lib/usecases/read-public";

/** Incidents resolved in the last 30 days (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(async (ctx) =>
  incidentsAnswer(await readPublic(ctx)),
);
