import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { statusAnswer } from "@/lib/public/answers";
import { readPublic } from "@/lib/usecases/read-public";
import { endpoint } from "./endpoint";

/** The whole page's feed in one response (D11). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => statusAnswer(await readPublic(ctx)),
});
