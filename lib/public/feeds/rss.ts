import { Feed, type Item } from "feed";
import type { Chronicle, ChronicleIncident } from "@/lib/public/chronicle";
import type { IncidentWord } from "@/lib/schemas/chronicle";
import { incidentUrl } from "./addresses";
import { channelOf } from "./channel";
import { textNode } from "./text";
import { wordHtml, wordTitle } from "./words";

const MAX_ITEMS = 50;

type Change = { incident: ChronicleIncident; word: IncidentWord; number: number };

/** Incidents as RSS 2.0: one item per public word, so that chat apps, which post a guid once, post each. Newest first. */
export function renderRss(chronicle: Chronicle, surfaceId?: string): string {
  const { title, description, pageUrl, selfUrl, updatedAt, incidents } = channelOf(chronicle, "history.rss", surfaceId);
  const feed = new Feed({
    title: textNode(title),
    description,
    link: pageUrl,
    feed: selfUrl,
    updated: new Date(updatedAt),
    language: "en",
    generator: false,
  });
  for (const change of newestChanges(incidents)) feed.addItem(itemOf(change));
  return feed.rss2();
}

function newestChanges(incidents: readonly ChronicleIncident[]): Change[] {
  return incidents
    .flatMap((incident) => incident.words.map((word, index) => ({ incident, word, number: index + 1 })).toReversed())
    .sort((a, b) => b.word.at - a.word.at)
    .slice(0, MAX_ITEMS);
}

function itemOf({ incident, word, number }: Change): Item {
  const title = wordTitle(incident, word);
  return {
    guid: `${incident.id}#${number}`,
    link: incidentUrl(incident.id),
    title,
    // Replaces the title that `feed` writes as CDATA, of which it splits only the first `]]>`.
    extensions: [{ name: "title", objects: { _text: textNode(title) } }],
    date: new Date(word.at),
    description: wordHtml(word),
    category: [{ name: textNode(incident.surfaceName) }],
  };
}
