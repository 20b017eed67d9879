import { Feed, type Item } from "feed";
import type { Chronicle, ChronicleIncident } from "@/lib/public/chronicle";
import { incidentUrl, tagUri } from "./addresses";
import { AUTHOR, channelOf } from "./channel";
import { cleanText, escapeHtml, textNode } from "./text";
import { incidentHtml, incidentTitle } from "./words";

/** Incidents as Atom (RFC 4287): one entry each, revised in place under an id that stays. */
export function renderAtom(chronicle: Chronicle, surfaceId?: string): string {
  const { id, title, description, pageUrl, selfUrl, updatedAt, incidents } = channelOf(
    chronicle,
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
  for (const incident of incidents) feed.addItem(entryOf(incident));
  return feed.atom1();
}

function entryOf(incident: ChronicleIncident): Item {
  return {
    id: tagUri(`incident/${incident.id}`),
    link: incidentUrl(incident.id),
    // `feed` declares Atom titles as HTML, and splits only the first `]]>` of a CDATA section.
    title: escapeHtml(incidentTitle(incident)),
    published: new Date(incident.openedAt),
    date: new Date(incident.updatedAt),
    content: incidentHtml(incident),
    // `feed` leaves `<` in an attribute as it is, which XML forbids.
    category: [{ term: incident.surfaceId, name: cleanText(incident.surfaceName).replaceAll("<", "‹") }],
  };
}
