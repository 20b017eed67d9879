import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { recordProbeResults } from "@/lib/usecases/record-probe-results";
import { endpoint } from "./endpoint";

/** Raw results of an outside prober. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, body }) => recordProbeResults(ctx, body),
});
