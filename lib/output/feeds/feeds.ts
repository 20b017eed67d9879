import { Feed, type Item } from "feed";
import {
  escape as escapeValue,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { HistoryIncident, HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import { cleanText, escapeHtml } from "@/lib/output/text";
import type { IncidentUpdate, JsonFeed } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import {
  AUTHOR,
  buildChannel,
  type FeedPath,
  feedUrl,
  incidentHtml,
  incidentTitle,
  incidentUrl,
  tagUri,
  textNode,
  titleWith,
  updateHtml,
  updateTitle,
} from "./channel";

/** Incidents as Atom (RFC 4287): one entry each, revised in place under a permanent id. */
export function renderAtom(publicHistory: PublicHistory, surfaceId?: string): string {
  const { id, title, description, pageUrl, selfUrl, updatedAt, incidents } = buildChannel(
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
  for (const incident of incidents) feed.addItem(toEntry(incident));
  return feed.atom1();
}

function toEntry(incident: HistoryIncident): Item {
  return {
    id: tagUri(`incident/${incident.id}`),
    link: incidentUrl(incident.id),
    // `feed` declares Atom titles as HTML, and splits only the first `]]>` of a CDATA section.
    title: escapeHtml(incidentTitle(incident)),
    published: new Date(incident.openedAt),
    date: new Date(incident.updatedAt),
    content: incidentHtml(incident),
    // `feed` does not escape `<` in an attribute, where XML forbids it.
    category: [{ term: incident.surfaceId, name: cleanText(incident.surfaceName).replaceAll("<", "‹") }],
  };
}

const MAX_ITEMS = 50;

type Change = { incident: HistoryIncident; update: IncidentUpdate; number: number };

/** Incidents as RSS 2.0: one item per update, since chat apps post each guid once. Newest first. */
export function renderRss(publicHistory: PublicHistory, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, updatedAt, incidents } = buildChannel(
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
  for (const change of newestChanges(incidents)) feed.addItem(toRssItem(change));
  return feed.rss2();
}

function newestChanges(incidents: readonly HistoryIncident[]): Change[] {
  return incidents
    .flatMap((incident) =>
      incident.words.map((update, index) => ({ incident, update, number: index + 1 })).toReversed(),
    )
    .sort((a, b) => b.update.at - a.update.at)
    .slice(0, MAX_ITEMS);
}

function toRssItem({ incident, update, number }: Change): Item {
  const title = updateTitle(incident, update);
  return {
    guid: `${incident.id}#${number}`,
    link: incidentUrl(incident.id),
    title,
    // Replaces the title that `feed` writes as CDATA, since it splits only the first `]]>`.
    extensions: [{ name: "title", objects: { _text: textNode(title) } }],
    date: new Date(update.at),
    description: updateHtml(update),
    category: [{ name: textNode(incident.surfaceName) }],
  };
}

/** Incidents as JSON Feed 1.1 (`feed` supports 1.0 only): one item each, with the ids of the Atom feed. */
export function renderJsonFeed(publicHistory: PublicHistory, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, incidents } = buildChannel(publicHistory, "feed.json", surfaceId);
  const feed: JsonFeed = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: pageUrl,
    feed_url: selfUrl,
    description,
    language: "en",
    authors: [AUTHOR],
    items: incidents.map(toItem),
  };
  return JSON.stringify(feed);
}

const toItem = (incident: HistoryIncident): JsonFeed["items"][number] => ({
  id: tagUri(`incident/${incident.id}`),
  url: incidentUrl(incident.id),
  title: incidentTitle(incident),
  content_html: incidentHtml(incident),
  date_published: toPublicTime(incident.openedAt),
  date_modified: toPublicTime(incident.updatedAt),
  tags: [cleanText(incident.surfaceName)],
});

const REFRESH_S = 3600;

/** Maintenance windows as iCalendar (RFC 5545, RFC 7986); a cancelled one stays, so that calendars show it as cancelled. */
export function renderCalendar(publicHistory: PublicHistory, surfaceId?: string): string {
  const windows =
    surfaceId === undefined
      ? publicHistory.windows
      : publicHistory.windows.filter((it) => it.surfaceIds.includes(surfaceId));
  const calendar = new ICalCalendar({
    prodId: { company: "Raxx", product: "status.raxx.app" },
    method: ICalCalendarMethod.PUBLISH,
    // The library escapes the texts of events, but not this one.
    name: escapeValue(titleWith("Raxx maintenance", publicHistory, surfaceId), false),
    source: feedUrl("maintenance.ics", surfaceId),
    ttl: REFRESH_S,
    events: windows.map(toEvent),
  });
  // RFC 5545 §3.1 ends every line with CRLF, which the library omits after the last one.
  return `${calendar.toString()}\r\n`;
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
