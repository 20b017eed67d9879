import type { Chronicle, ChronicleIncident } from "@/lib/public/chronicle";
import type { JsonFeed } from "@/lib/schemas/json-feed";
import { toPublicTime } from "@/lib/schemas/times";
import { incidentUrl, tagUri } from "./addresses";
import { AUTHOR, channelOf } from "./channel";
import { cleanText } from "./text";
import { incidentHtml, incidentTitle } from "./words";

/** Incidents as JSON Feed 1.1 (`feed` speaks 1.0 only): one item each, with the ids of the Atom feed. */
export function renderJsonFeed(chronicle: Chronicle, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, incidents } = channelOf(chronicle, "feed.json", surfaceId);
  const feed: JsonFeed = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: pageUrl,
    feed_url: selfUrl,
    description,
    language: "en",
    authors: [AUTHOR],
    items: incidents.map(itemOf),
  };
  return JSON.stringify(feed);
}

const itemOf = (incident: ChronicleIncident): JsonFeed["items"][number] => ({
  id: tagUri(`incident/${incident.id}`),
  url: incidentUrl(incident.id),
  title: incidentTitle(incident),
  content_html: incidentHtml(incident),
  date_published: toPublicTime(incident.openedAt),
  date_modified: toPublicTime(incident.updatedAt),
  tags: [cleanText(incident.surfaceName)],
});
