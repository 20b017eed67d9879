import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { FailedPoll } from "./reading";

/** An entry of RSS or Atom; `html` is its content, newest update first where there are several. */
export type FeedEntry = { title: string; categories: string[]; html: string; at: number | null };

/** A feed's entries and its own time, in epoch ms. */
export type FeedDocument = { entries: FeedEntry[]; at: number | null };

/**
 * RSS 2.0 or Atom; not well-formed to the last tag is no feed. DTDs are never expanded.
 * @throws FailedPoll `empty` or `unparseable`
 */
export function parseFeed(text: string): FeedDocument {
  if (text.trim() === "") throw new FailedPoll("empty");
  const root = parseRoot(text);
  const channel = root?.name === "rss" ? childrenOf(root, "channel")[0] : root;
  if (!channel || !["channel", "feed"].includes(channel.name)) throw new FailedPoll("unparseable");
  const entries = childrenOf(channel, channel.name === "feed" ? "entry" : "item").map(readEntry);
  return { entries, at: newest([readTime(channel), ...entries.map(({ at }) => at)]) };
}

/** The parser throws on what is not well-formed, and overflows the stack where tags nest without end. */
function parseRoot(text: string): XmlElement | null {
  try {
    return parseXml(text, { ignoreUndefinedEntities: true }).root;
  } catch {
    throw new FailedPoll("unparseable");
  }
}

function readEntry(entry: XmlElement): FeedEntry {
  return {
    title: textOf(entry, ["title"]),
    categories: childrenOf(entry, "category").map((category) => category.attributes.term ?? category.text),
    html: textOf(entry, ["content", "content:encoded", "description", "summary"]),
    at: readTime(entry),
  };
}

/** ISO 8601 or RFC 822; null where there is none that can be read. */
function readTime(element: XmlElement): number | null {
  const time = Date.parse(textOf(element, ["updated", "lastBuildDate", "published", "pubDate", "dc:date"]).trim());
  return Number.isNaN(time) ? null : time;
}

/** The text of the first of these children that has any. */
function textOf(element: XmlElement, names: readonly string[]): string {
  return names.map((name) => childrenOf(element, name)[0]?.text ?? "").find((text) => text.trim() !== "") ?? "";
}

function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child): child is XmlElement => child instanceof XmlElement && child.name === name);
}

function newest(times: readonly (number | null)[]): number | null {
  return times.reduce((latest, time) => (latest === null || (time !== null && time > latest) ? time : latest), null);
}
