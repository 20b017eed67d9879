import type { PublicHistory } from "@/lib/output/incidents";
import type { PublicSnapshot } from "@/lib/schemas/fallback";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import type { ActiveIncident, PageResponse } from "@/lib/schemas/page";
import type { MarketTime, PageHistory, StatusResponse } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

/** The cache tag at the edge of everything public that is built from state. */
export const STATUS_TAG = "status";

/** When the clock will next change it (epoch ms, or null), and whether it is from the fallback snapshot. */
export type Freshness = { validUntil: number | null; stale: boolean };

/** The surfaces alone. */
export type SurfacesView = Freshness & { status: Pick<StatusResponse, "generated_at" | "overall_status" | "surfaces"> };

/** The public view. */
export type PublicView = Freshness & { status: StatusResponse } & Pick<PublicHistory, "isLost">;

/** The front page's data: the public view, open incidents, each surface's bars, and the running and scheduled windows. */
export type PageView = PublicView & {
  active: readonly ActiveIncident[];
  /** The resolved rows that are told in another row's incident. */
  toldIn: Readonly<Record<string, string>>;
  history: PageHistory;
  windows: readonly PublicWindow[];
};

/** A public response: its body, and the part of it that is content (the rest only says when it was built). */
export type PublicResponse = Freshness & { body: object; content: object };

/** A public document that any site may read: a feed, a calendar, a badge, a Statuspage body; with its last change (epoch ms) where that is known. */
export type PublicDocument = Freshness & {
  text: string;
  contentType: string;
  /** The part of the text that is content; absent where all of it is, since it does not say when it was built. */
  content?: string;
  updatedAt?: number;
};

/** The one key that a documented response may gain (contract §8.1). It is content, so it changes the ETag. */
export const staleKey = (stale: boolean): { stale?: true } => (stale ? { stale: true } : {});

/** `GET /api/status/public/surfaces` (contract §8.2). */
export const surfacesResponse = ({ status: { generated_at, overall_status, surfaces }, ...view }: SurfacesView) =>
  listResponse(view, generated_at, { overall_status, surfaces });

/** `GET /api/status/public/incidents` (contract §8.3). */
export const incidentsResponse = ({ status: { generated_at, incidents }, ...view }: PublicView) =>
  listResponse(view, generated_at, { incidents });

/** `GET /api/status/public` (contract §8.4): everything the page shows. The market's clock is no content: it changes every second. */
export function statusResponse({ status, validUntil, stale }: PublicView): PublicResponse {
  const { generated_at: _, market_time, ...rest } = status;
  const content = { ...rest, market: [market_time.market_state, market_time.next_event, market_time.holiday] };
  return { body: status, content, validUntil, stale };
}

/** `GET /api/status/public/page`, and the front page's own data: until when the bars go is no content, as the time of building. */
export function pageResponse({
  status,
  active,
  toldIn,
  history,
  windows,
  isLost = false,
  ...freshness
}: PageView): PublicResponse & {
  body: PageResponse;
} {
  const { content } = statusResponse({ status, ...freshness });
  const lists = { active_incidents: [...active], told_in: { ...toldIn }, windows: [...windows], lists_known: !isLost };
  const bars = { until: toPublicTime(history.until), surfaces: { ...history.surfaces } };
  return { body: { ...status, ...lists, bars }, content: { ...content, ...lists, bars: bars.surfaces }, ...freshness };
}

/** `GET /api/status/public/maintenance`. */
export const maintenanceResponse = (view: Freshness & Pick<PageView, "windows"> & { generatedAt: string }) =>
  listResponse(view, view.generatedAt, { windows: view.windows });

function listResponse({ validUntil, stale }: Freshness, generated_at: string, lists: object): PublicResponse {
  const content = { ...lists, ...staleKey(stale) };
  return { body: { generated_at, ...content }, content, validUntil, stale };
}

/** The public view as one document that a copy can be made of. */
export type SnapshotView = Freshness & { snapshot: Omit<PublicSnapshot, "stale"> };

/** `GET /api/status/public/snapshot`: its time is no content, and neither is the day that still goes on. */
export function snapshotResponse({ snapshot, ...freshness }: SnapshotView): PublicResponse {
  const body = { ...snapshot, ...staleKey(freshness.stale) };
  const { taken_at: _, days, ...rest } = body;
  const closed = Object.values(days).map((each) => each.slice(0, -1));
  return { body, content: { ...rest, closed }, ...freshness };
}

/** `GET /api/status/public/widgets/market-time` (contract §14): every second changes it. */
export const marketTimeResponse = (marketTime: MarketTime): PublicResponse => ({
  body: marketTime,
  content: marketTime,
  validUntil: null,
  stale: false,
});
