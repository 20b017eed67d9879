import { parseWith } from "@/lib/http/body";
import { publicText } from "@/lib/http/public-json";
import { UptimeQuery } from "@/lib/schemas/uptime";
import { readUptime } from "@/lib/usecases/read-uptime";

/** The numbers behind the bars, `?days=1…90`; every interval as CSV with `?format=csv`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicText((ctx, request) =>
  readUptime(ctx, parseWith(UptimeQuery, Object.fromEntries(new URL(request.url).searchParams))),
);
