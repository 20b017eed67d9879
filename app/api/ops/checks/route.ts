import { CACHE_LIFE } from "@/lib/edge/keep";
import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readChecks } from "@/lib/usecases/read-checks";

/** Monitors, ticks, reconciler, feeds and cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsRead((ctx) => readChecks(ctx, CACHE_LIFE)) },
  OPS_HEADERS,
);
