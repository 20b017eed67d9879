import { CACHE_LIFE } from "@/lib/edge/keep";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readChecks } from "@/lib/usecases/read-checks";
import { endpoint } from "./endpoint";

/** Monitors, ticks, reconciler, feeds and cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readChecks(ctx, CACHE_LIFE),
});
