import { type Messages, t } from "@/components/messages/t";

/** A feed by its address on this site, its name, and its media type. */
export type FeedLink = { href: string; name: string; type: string };

const TYPES = {
  "history.atom": "application/atom+xml",
  "history.rss": "application/rss+xml",
  "feed.json": "application/feed+json",
  "maintenance.ics": "text/calendar",
} as const;

/** Formats have the same name in every language. */
const NAMES: Partial<Record<keyof typeof TYPES, string>> = {
  "history.atom": "Atom",
  "history.rss": "RSS",
  "feed.json": "JSON Feed",
};

/** The feeds and the calendar of everything, or of one surface. */
export function feedLinks(messages: Messages, surfaceId?: string): FeedLink[] {
  const place = surfaceId === undefined ? "" : `/surfaces/${encodeURIComponent(surfaceId)}`;
  const paths = Object.keys(TYPES) as (keyof typeof TYPES)[];
  return paths.map((path) => ({
    href: `${place}/${path}`,
    name: NAMES[path] ?? t(messages, "follow.calendar"),
    type: TYPES[path],
  }));
}
