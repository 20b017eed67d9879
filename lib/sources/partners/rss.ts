import type { PartnerFeed } from "@/lib/schemas/registry";
import { type FeedEntry, parseFeed } from "./feed-document";
import { formatOfOneBody } from "./format";
import { concludeReading, FailedPoll, type PartnerState } from "./reading";

const FRESH_MS = 7 * 86_400_000;
const HTML_MAX_CHARS = 20_000;

/** Where most vendors print an update's status: bold and alone, perhaps after "Status:". */
const BOLD = /<(?:strong|b)>([^<>]{1,60})<\/(?:strong|b)>/gi;
const TAG = /<[^<>]*>/g;
const AROUND_WORD = /^status\W+|[^a-z]+$/g;
const LABEL_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["resolved", "OPERATIONAL"],
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

const STARTS_CLOSED = /^\W*(?:status\W+)?(?:resolved|completed)(?=\s*(?:$|[^\w\s]))/i;
const SAYS_CLOSED = /\b(?:resolved|completed)(?=\s*(?:$|[^\w\s]|(?:and|at|as|since)\b))/i;
/** "Not yet resolved", "until it is resolved", "partially resolved": any of these beside it, and nothing is closed. */
const IN_DOUBT =
  /\b(?:not|never|until|once|when|after|if|before|unless|partially|partly|being|to be|still|ongoing|investigating)\b|n['’]t\b/i;

/**
 * RSS or Atom of any vendor: a fresh entry is DEGRADED unless it says that it is over, since an entry tells neither impact nor
 * component. With a list, only entries that mention one of its names count. A feed without entries proves nothing.
 */
export const rss = formatOfOneBody((body, feed, now) => {
  const { entries, at } = parseFeed(body);
  if (entries.length === 0) throw new FailedPoll("empty");
  const fresh = entries.filter((entry) => entry.at === null || now - entry.at <= FRESH_MS);
  const open = fresh.filter((entry) => mentionsListed(feed, entry) && stateOf(entry) !== "OPERATIONAL");
  const states = ["OPERATIONAL" as const, ...open.map(stateOf)];
  return concludeReading({ states, titles: open.map(({ title }) => title), feedAt: at }, feed, now);
});

function mentionsListed({ components }: PartnerFeed, { title, categories, html }: FeedEntry): boolean {
  const text = [title, ...categories, html].join("\n").toLowerCase();
  return components === undefined || components.some((name) => text.includes(name.toLowerCase()));
}

function stateOf({ title, categories, html }: FeedEntry): PartnerState {
  if ([title, ...categories].some(isClosed)) return "OPERATIONAL";
  const newestFirst = html.slice(0, HTML_MAX_CHARS);
  const labels = [...newestFirst.matchAll(BOLD)].map(([, label = ""]) => LABEL_STATES.get(wordOf(label)));
  return labels.find(Boolean) ?? (isClosed(newestFirst.replace(TAG, " ")) ? "OPERATIONAL" : "DEGRADED");
}

function wordOf(label: string): string {
  return label.trim().toLowerCase().replace(AROUND_WORD, "");
}

function isClosed(text: string): boolean {
  return STARTS_CLOSED.test(text) || (SAYS_CLOSED.test(text) && !IN_DOUBT.test(text));
}
