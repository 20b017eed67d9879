import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { incidentsAnswer } from "@/lib/public/answers";
import { readPublic } from "@/lib/usecases/read-public";
import { endpoint } from "./endpoint";

/** Incidents resolved in the last 30 days (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => incidentsAnswer(await readPublic(ctx)),
});
