import { Feed, type Item } from "feed";
import {
  escape as escapeValue,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import { cleanText, escapeHtml } from "@/lib/output/text";
import { windowsOn } from "@/lib/output/windows";
import type { JsonFeed } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import {
  AUTHOR,
  buildChannel,
  type FeedChange,
  type FeedEntry,
  type FeedPath,
  feedUrl,
  textNode,
  titleWith,
} from "./channel";

/** Incidents and planned windows as Atom (RFC 4287): one entry each, revised in place under a permanent id. */
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

const toAtomEntry = ({ id, url, title, html, publishedAt, updatedAt, surfaces }: FeedEntry): Item => ({
  id,
  link: url,
  // `feed` declares Atom titles as HTML, and splits only the first `]]>` of a CDATA section.
  title: escapeHtml(title),
  published: new Date(publishedAt),
  date: new Date(updatedAt),
  content: html,
  // `feed` does not escape `<` in an attribute, where XML forbids it.
  category: surfaces.map(({ id: term, name }) => ({ term, name: cleanText(name).replaceAll("<", "‹") })),
});

const MAX_ITEMS = 50;

/** Incidents and planned windows as RSS 2.0: one item per update, since chat apps post each guid once. Newest first. */
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

const toRssItem = ({ guid, url, title, html, at, surfaces }: FeedChange): Item => ({
  guid,
  link: url,
  title,
  // Replaces the title that `feed` writes as CDATA, since it splits only the first `]]>`.
  extensions: [{ name: "title", objects: { _text: textNode(title) } }],
  date: new Date(at),
  description: html,
  category: surfaces.map(({ name }) => ({ name: textNode(name) })),
});

/** Incidents and planned windows as JSON Feed 1.1 (`feed` supports 1.0 only): one item each, with the ids of the Atom feed. */
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

const toItem = ({ id, url, title, html, publishedAt, updatedAt, surfaces }: FeedEntry): JsonFeed["items"][number] => ({
  id,
  url,
  title,
  content_html: html,
  date_published: toPublicTime(publishedAt),
  date_modified: toPublicTime(updatedAt),
  tags: surfaces.map(({ name }) => cleanText(name)),
});

const REFRESH_S = 3600;

/** What a calendar without events holds: RFC 5545 §3.6 demands a component, and RFC 5546 §3.2.1 a VEVENT of one with a METHOD. */
const NO_EVENTS = [
  "BEGIN:VTIMEZONE",
  "TZID:Etc/UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "TZNAME:UTC",
  "END:STANDARD",
  "END:VTIMEZONE",
  "END:VCALENDAR",
].join("\r\n");

/** Maintenance windows as iCalendar (RFC 5545, RFC 7986); a cancelled one stays, so that calendars show it as cancelled. */
export function renderCalendar(publicHistory: PublicHistory, surfaceId?: string): string {
  const windows = surfaceId === undefined ? publicHistory.windows : windowsOn(publicHistory.windows, surfaceId);
  const calendar = new ICalCalendar({
    prodId: { company: "Raxx", product: "status.raxx.app" },
    method: windows.length > 0 ? ICalCalendarMethod.PUBLISH : null,
    // The library escapes the texts of events, but not this one.
    name: escapeValue(titleWith("Raxx maintenance", publicHistory, surfaceId), false),
    source: feedUrl("maintenance.ics", surfaceId),
    ttl: REFRESH_S,
    events: windows.map(toEvent),
  });
  const text = calendar.toString();
  // RFC 5545 §3.1 ends every line with CRLF, which the library omits after the last one.
  return `${windows.length > 0 ? text : text.replace(/END:VCALENDAR$/, NO_EVENTS)}\r\n`;
}

function toEvent(window: HistoryWindow): ICalEventData {
  const { id, surfaceNames, note, phase, sequence, startsAt, endsAt, createdAt, updatedAt } = window;
  return {
    id: `${id}@status.raxx.app`,
    sequence,
    stamp: new Date(updatedAt),
    created: new Date(createdAt),
    lastModified: new Date(updatedAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    status: phase === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: cleanText(`Scheduled maintenance: ${surfaceNames.join(", ")}`),
    description: note === null ? null : cleanText(note),
    url: `${SITE}/`,
  };
}

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
