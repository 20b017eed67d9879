import { SITE } from "@/lib/public/site";

export const FEED_PATHS = ["history.atom", "history.rss", "feed.json", "maintenance.ics"] as const;
export type FeedPath = (typeof FEED_PATHS)[number];

const placeOf = (surfaceId?: string): string =>
  surfaceId === undefined ? SITE : `${SITE}/surfaces/${encodeURIComponent(surfaceId)}`;

/** A feed's own address: `/history.atom`, or `/surfaces/{id}/history.atom`. */
export const feedUrl = (path: FeedPath, surfaceId?: string): string => `${placeOf(surfaceId)}/${path}`;

/** The page that a feed of incidents stands for: the history, or one surface's page. */
export const historyUrl = (surfaceId?: string): string =>
  surfaceId === undefined ? `${SITE}/history` : placeOf(surfaceId);

export const incidentUrl = (id: string): string => `${SITE}/incidents/${id}`;

/** A name that outlives every address (RFC 4151). */
export const tagUri = (name: string): string => `tag:status.raxx.app,2026:${name}`;
