import type { Chronicle } from "@/lib/public/chronicle";
import type { FeedPath } from "./addresses";
import { renderAtom } from "./atom";
import { renderCalendar } from "./calendar";
import { renderJsonFeed } from "./json-feed";
import { renderRss } from "./rss";

/** A way to follow: the `Content-Type` that it is served as, and its text; with a surface's id, that surface's part. */
export type FeedFormat = {
  contentType: string;
  render: (chronicle: Chronicle, surfaceId?: string) => string;
};

/** Every feed by its path, at the root and under `/surfaces/{id}/`; same chronicle, same bytes. */
export const FEEDS: Record<FeedPath, FeedFormat> = {
  "history.atom": { contentType: "application/atom+xml; charset=utf-8", render: renderAtom },
  "history.rss": { contentType: "application/rss+xml; charset=utf-8", render: renderRss },
  "feed.json": { contentType: "application/feed+json; charset=utf-8", render: renderJsonFeed },
  "maintenance.ics": { contentType: "text/calendar; charset=utf-8", render: renderCalendar },
};
