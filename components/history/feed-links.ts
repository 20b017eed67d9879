import { historyCopy } from "./history-copy";

/** A feed by its address on this site, its name, and its media type. */
export type FeedLink = { href: string; name: string; type: string };

const TYPES = {
  "history.atom": "application/atom+xml",
  "history.rss": "application/rss+xml",
  "feed.json": "application/feed+json",
  "maintenance.ics": "text/calendar",
} as const;

/** The feeds and the calendar of everything, or of one surface. */
export function feedLinks(surfaceId?: string): FeedLink[] {
  const place = surfaceId === undefined ? "" : `/surfaces/${encodeURIComponent(surfaceId)}`;
  const paths = Object.keys(TYPES) as (keyof typeof TYPES)[];
  return paths.map((path) => ({
    href: `${place}/${path}`,
    name: historyCopy.follow.feeds[path],
    type: TYPES[path],
  }));
}
