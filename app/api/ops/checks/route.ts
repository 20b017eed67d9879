import { CACHE_LIFE } from "@/lib/edge/keep";
import { serveEndpoint } from "@/lib/http/endpoint";
import { readChecks } from "@/lib/usecases/operators/read-checks";

/** Monitors, ticks, reconciler, feeds and cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readChecks(ctx, CACHE_LIFE) },
});
