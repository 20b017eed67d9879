import { Feed, type Item } from "feed";
import type { PublicHistory } from "@/lib/output/incidents";
import { cleanText, escapeHtml } from "@/lib/output/text";
import type { JsonFeed } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { renderCalendar } from "./calendar";
import { AUTHOR, buildChannel, type FeedPath, textNode } from "./channel";
import type { FeedChange, FeedEntry } from "./entry";

/** Incidents, planned windows and measured outages as Atom (RFC 4287): one entry each, revised in place under a permanent id. */
export function renderAtom(publicHistory: PublicHistory, surfaceId?: string): string {
  const { id, title, description, pageUrl, selfUrl, updatedAt, entries } = buildChannel(
    publicHistory,
    "history.atom",
    surfaceId,
  );
  const feed = new Feed({
    id,
    title: textNode(title),
    description,
    link: pageUrl,
    feed: selfUrl,
    updated: new Date(updatedAt),
    author: { name: AUTHOR.name, link: AUTHOR.url },
    generator: false,
  });
  for (const entry of entries) feed.addItem(toAtomEntry(entry));
  return feed.atom1();
}

const toAtomEntry = ({ id, url, title, html, publishedAt, updatedAt, ...about }: FeedEntry): Item => ({
  id,
  link: url,
  // `feed` declares Atom titles as HTML, and splits only the first `]]>` of a CDATA section.
  title: escapeHtml(title),
  published: new Date(publishedAt),
  date: new Date(updatedAt),
  content: html,
  // `feed` does not escape `<` in an attribute, where XML forbids it.
  category: categories(about).map(({ id: term, name }) => ({ term, name: cleanText(name).replaceAll("<", "‹") })),
});

/** The surfaces, and what kind of entry it is. */
const categories = ({ surfaces, kind }: Pick<FeedEntry, "surfaces" | "kind">): FeedEntry["surfaces"] =>
  kind === undefined ? surfaces : [...surfaces, { id: kind, name: kind }];

const MAX_ITEMS = 50;

/** Incidents, planned windows and measured outages as RSS 2.0: one item per update, since chat apps post each guid once. Newest first. */
export function renderRss(publicHistory: PublicHistory, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, updatedAt, changes } = buildChannel(
    publicHistory,
    "history.rss",
    surfaceId,
  );
  const feed = new Feed({
    title: textNode(title),
    description,
    link: pageUrl,
    feed: selfUrl,
    updated: new Date(updatedAt),
    language: "en",
    generator: false,
  });
  for (const change of changes.slice(0, MAX_ITEMS)) feed.addItem(toRssItem(change));
  return feed.rss2();
}

const toRssItem = ({ guid, url, title, html, at, ...about }: FeedChange): Item => ({
  guid,
  link: url,
  title,
  // Replaces the title that `feed` writes as CDATA, since it splits only the first `]]>`.
  extensions: [{ name: "title", objects: { _text: textNode(title) } }],
  date: new Date(at),
  description: html,
  category: categories(about).map(({ name }) => ({ name: textNode(name) })),
});

/** Incidents, planned windows and measured outages as JSON Feed 1.1 (`feed` supports 1.0 only): one item each, with the ids of the Atom feed. */
export function renderJsonFeed(publicHistory: PublicHistory, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, entries } = buildChannel(publicHistory, "feed.json", surfaceId);
  const feed: JsonFeed = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: pageUrl,
    feed_url: selfUrl,
    description,
    language: "en",
    authors: [AUTHOR],
    items: entries.map(toItem),
  };
  return JSON.stringify(feed);
}

const toItem = ({ id, url, title, html, publishedAt, updatedAt, ...about }: FeedEntry): JsonFeed["items"][number] => ({
  id,
  url,
  title,
  content_html: html,
  date_published: toPublicTime(publishedAt),
  date_modified: toPublicTime(updatedAt),
  tags: categories(about).map(({ name }) => cleanText(name)),
});

/** A feed format: its `Content-Type`, and its text; with a surface's id, that surface's part. */
type FeedFormat = {
  contentType: string;
  render: (publicHistory: PublicHistory, surfaceId?: string) => string;
};

/** Every feed by its path, at the root and under `/surfaces/{id}/`; the same history always gives the same bytes. */
export const FEEDS: Record<FeedPath, FeedFormat> = {
  "history.atom": { contentType: "application/atom+xml; charset=utf-8", render: renderAtom },
  "history.rss": { contentType: "application/rss+xml; charset=utf-8", render: renderRss },
  "feed.json": { contentType: "application/feed+json; charset=utf-8", render: renderJsonFeed },
  "maintenance.ics": { contentType: "text/calendar; charset=utf-8", render: renderCalendar },
};
