import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { PartnerFeed } from "@/lib/schemas/registry";
import { concludeReading, FailedPoll, formatOfOneBody, isAhead, type PartnerState } from "./format";

/** An entry of RSS or Atom; `html` is its content, newest update first where there are several. `at` is null where its age is unknown. */
type FeedEntry = { title: string; categories: string[]; html: string; at: number | null };

type FeedDocument = { entries: FeedEntry[]; at: number | null };

/** Well-formed RSS (2.0, 1.0) or Atom; DTDs are never expanded. @throws FailedPoll `empty` or `unparseable` */
function parseFeed(text: string, now: number): FeedDocument {
  if (text.trim() === "") throw new FailedPoll("empty");
  try {
    return readDocument(parseXml(text, { ignoreUndefinedEntities: true }).root, now);
  } catch {
    // Not well-formed, or nested so deeply that reading it overflows the stack.
    throw new FailedPoll("unparseable");
  }
}

function readDocument(root: XmlElement | null, now: number): FeedDocument {
  const format = root?.name.slice(prefixOf(root).length);
  const channel = root && (format === "rss" || format === "RDF") ? listChildren(root, "channel")[0] : root;
  if (!root || !channel || !["channel", "feed", "rss", "RDF"].includes(format ?? ""))
    throw new FailedPoll("unparseable");
  // RSS 1.0 has its items beside the channel.
  const parent = format === "RDF" ? root : channel;
  const entries = listChildren(parent, format === "feed" ? "entry" : "item").map((entry) => readEntry(entry, now));
  return { entries, at: newest([readTime(channel, now), ...entries.map(({ at }) => at)]) };
}

function readEntry(entry: XmlElement, now: number): FeedEntry {
  return {
    title: readText(entry, ["title"]),
    categories: listChildren(entry, "category").map((category) => category.attributes.term ?? category.text),
    html: readText(entry, ["content", "content:encoded", "description", "summary"]),
    at: readTime(entry, now),
  };
}

const ZONE_NAME = /\s+[a-z]{1,5}$/i;

/** ISO 8601 or RFC 822; null where it can't be read or lies ahead. A zone name that JavaScript does not know counts as UTC: at most 14 h off. */
function readTime(element: XmlElement, now: number): number | null {
  const text = readText(element, ["updated", "lastBuildDate", "published", "pubDate", "dc:date"]).trim();
  const [time = null] = [text, text.replace(ZONE_NAME, " UTC")].map((it) => Date.parse(it)).filter(Number.isFinite);
  return time === null || isAhead(time, now) ? null : time;
}

function readText(element: XmlElement, names: readonly string[]): string {
  return names.map((name) => listChildren(element, name)[0]?.text ?? "").find((text) => text.trim() !== "") ?? "";
}

/** The children of this name, as it is written or with the parent's own prefix (`atom:feed` has an `atom:entry`). */
function listChildren(parent: XmlElement, name: string): XmlElement[] {
  const names = [name, prefixOf(parent) + name];
  return parent.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && names.includes(child.name),
  );
}

const prefixOf = ({ name }: XmlElement): string => name.slice(0, name.indexOf(":") + 1);

function newest(times: readonly (number | null)[]): number | null {
  return times.reduce((latest, time) => (latest === null || (time !== null && time > latest) ? time : latest), null);
}

const FRESH_MS = 7 * DAY_MS;
const HTML_MAX_CHARS = 20_000;

/** An update's status as most vendors print it: bold and alone, perhaps after "Status:". */
const BOLD = /<(?:strong|b)>([^<>]{1,60})<\/(?:strong|b)>/gi;
const BLOCK = /<\/?(?:p|br|div|li|ul|ol|h[1-6]|t[dr]|d[dt])\b[^<>]*>/gi;
const TAG = /<[^<>]*>/g;
const AROUND_WORD = /^status\W+|[^a-z]+$/g;
const LABEL_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["resolved", "OPERATIONAL"],
  ["fixed", "OPERATIONAL"],
  ["completed", "OPERATIONAL"],
  ["postmortem", "OPERATIONAL"],
  ["canceled", "OPERATIONAL"],
  ["scheduled", "OPERATIONAL"],
  ["in progress", "MAINTENANCE"],
  ["verifying", "MAINTENANCE"],
  ["investigating", "DEGRADED"],
  ["identified", "DEGRADED"],
  ["monitoring", "DEGRADED"],
  ["update", "DEGRADED"],
]);

/** A status that stands alone in the first line, or before a sign there. */
const STARTS_CLOSED =
  /^\W*(?:status\W+)?(?:(?:resolved|completed)(?=[^\S\n]*(?:$|\n|[^\w\s]))|fixed[.!]?(?=[^\S\n]*(?:$|\n)))/i;
const SAYS_CLOSED = /\b(?:resolved|completed)(?=\s*(?:$|[^\w\s]|(?:and|at|as|since)\b))/i;
/** "Not yet resolved", "until it is resolved", "partially resolved": next to any of these, "resolved" does not close the entry. */
const IN_DOUBT =
  /\b(?:not|never|until|once|when|after|if|before|unless|partially|partly|being|to be|still|ongoing|investigating)\b|n['’]t\b/i;

/**
 * RSS or Atom of any vendor: a fresh entry that mentions a listed name is DEGRADED unless it says that the incident is over.
 * No reading is a feed without entries, and one where only an open entry of unknown age could be fresh.
 */
export const rss = formatOfOneBody((body, feed, now) => {
  const { entries, at } = parseFeed(body, now);
  if (entries.length === 0) throw new FailedPoll("empty");
  const open = entries.filter((entry) => mentionsListed(feed, entry) && toState(entry) !== "OPERATIONAL");
  const fresh = open.filter((entry) => entry.at !== null && now - entry.at <= FRESH_MS);
  if (fresh.length === 0 && open.some((entry) => entry.at === null)) throw new FailedPoll("incomplete");
  const states = ["OPERATIONAL" as const, ...fresh.map(toState)];
  return concludeReading({ states, titles: fresh.map(({ title }) => title), feedAt: at }, feed, now);
});

function mentionsListed({ components }: PartnerFeed, { title, categories, html }: FeedEntry): boolean {
  const text = [title, ...categories, html].join("\n").toLowerCase();
  return components === undefined || components.some((name) => text.includes(name.toLowerCase()));
}

function toState({ title, categories, html }: FeedEntry): PartnerState {
  if ([title, ...categories].some(isClosed)) return "OPERATIONAL";
  const newestFirst = html.slice(0, HTML_MAX_CHARS);
  const labels = [...newestFirst.matchAll(BOLD)].map(([, label = ""]) => LABEL_STATES.get(toKeyword(label)));
  return (
    labels.find(Boolean) ?? (isClosed(newestFirst.replace(BLOCK, "\n").replace(TAG, " ")) ? "OPERATIONAL" : "DEGRADED")
  );
}

function toKeyword(label: string): string {
  return label.trim().toLowerCase().replace(AROUND_WORD, "");
}

function isClosed(text: string): boolean {
  return STARTS_CLOSED.test(text) || (SAYS_CLOSED.test(text) && !IN_DOUBT.test(text));
}
