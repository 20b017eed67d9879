import { CACHE_LIFE } from "@/lib/server/cache/cache-headers";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readChecks } from "@/lib/services/operators/read-checks";

/** Monitors, ticks, reconciler, feeds and cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readChecks(ctx, CACHE_LIFE) },
});
