import { lastDays } from "@/lib/core/uptime/days";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import type { OutagesResponse } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { type Freshness, type PublicResponse, staleKey } from "./responses";
import { MINUTE_MS, round } from "./uptime";

/** An outage that monitoring alone has found, and on which surface (contract §2.11). */
export type MeasuredOutage = FallbackSnapshot["measured"][number];

const FOUND_BY = { prober: "probe", "3p_poller": "partner" } as const;

/** Measured outages, newest first, at an instant (epoch ms). */
export type OutagesView = Freshness & { at: number; outages: readonly MeasuredOutage[] };

/** `GET /api/status/public/outages`: those that lasted within the last `days` UTC days. */
export function outagesResponse({ at, outages, validUntil, stale }: OutagesView, days: number): PublicResponse {
  const since = lastDays(days, at).from;
  const shown = outages.filter(({ to }) => to === null || to > since).map(toPublic);
  const content = { outages: shown, ...staleKey(stale) };
  return { body: { generated_at: toPublicTime(at), ...content }, content, validUntil, stale };
}

const toPublic = (outage: MeasuredOutage): OutagesResponse["outages"][number] => ({
  surface_id: outage.surfaceId,
  surface_display_name: outage.surfaceName,
  state: outage.state,
  from: toPublicTime(outage.from),
  to: outage.to === null ? null : toPublicTime(outage.to),
  minutes: outage.to === null ? null : round((outage.to - outage.from) / MINUTE_MS),
  found_by: FOUND_BY[outage.source],
});
