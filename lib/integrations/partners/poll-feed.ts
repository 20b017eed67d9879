import type { State } from "@/lib/core/engine/states";
import { boundedFetch, readBytes } from "@/lib/integrations/bounded-fetch";
import type { PartnerFeed, SurfaceEntry } from "@/lib/schemas/registry";
import { FailedPoll, isOverAge, type PartnerSource } from "./format";
import { FORMATS } from "./formats";

const USER_AGENT = "raxx-status-poller/1 (+https://status.raxx.app)";
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 2;

type Body = { notModified: boolean; body: string; etag: string | null; lastModified: string | null };

type FetchOptions = { timeoutMs: number; validators: { etag: string | null; lastModified: string | null } | null };

/** One conditional GET of a partner's feed. @throws FailedPoll `no_answer`, `refused` (any status but 200 and 304), `not_a_feed` (HTML) or `too_large` */
async function fetchBody(url: string, { timeoutMs, validators }: FetchOptions): Promise<Body> {
  const headers = {
    Accept: "application/json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
    ...(validators?.etag && { "If-None-Match": validators.etag }),
    ...(validators?.lastModified && { "If-Modified-Since": validators.lastModified }),
  };
  const signal = AbortSignal.timeout(timeoutMs);
  const request = { headers, signal, userAgent: USER_AGENT, redirects: MAX_REDIRECTS };
  const response = await boundedFetch(url, request).catch(() => {
    throw new FailedPoll("no_answer");
  });
  const etag = response.headers.get("ETag");
  const lastModified = response.headers.get("Last-Modified");
  const isConditional = Boolean(validators?.etag ?? validators?.lastModified);
  if (response.status === 304 && isConditional) return { notModified: true, body: "", etag, lastModified };
  const isPage = /^text\/html/i.test(response.headers.get("Content-Type") ?? "");
  if (response.status !== 200 || isPage) {
    await response.body?.cancel();
    throw new FailedPoll(isPage ? "not_a_feed" : "refused");
  }
  return { notModified: false, body: await readFeed(response), etag, lastModified };
}

async function readFeed(response: Response): Promise<string> {
  const bytes = await readBytes(response, MAX_BYTES).catch(() => {
    throw new FailedPoll("no_answer");
  });
  if (bytes === null) throw new FailedPoll("too_large");
  return decode(bytes, response.headers.get("Content-Type") ?? "");
}

/** Byte order marks, as the bytes read in Latin-1. */
const MARKS: Record<string, string> = {
  "\u00ff\u00fe": "utf-16le",
  "\u00fe\u00ff": "utf-16be",
  "\u00ef\u00bb": "utf-8",
};
const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]+)/i;
const DECLARATION = /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/** A feed's text in its own encoding: by its byte order mark, else the response's charset, else the XML declaration, else UTF-8. @throws FailedPoll `unparseable` for an unknown one */
function decode(bytes: Uint8Array, contentType: string): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = MARKS[start.slice(0, 2)] ?? CHARSET.exec(contentType)?.[1] ?? DECLARATION.exec(start)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    throw new FailedPoll("unparseable");
  }
}

/** A feed's last reading, and the HTTP validators of its response. */
type FeedSaid = {
  state: State | null;
  incidentTitles: readonly string[];
  feedAt: number | null;
  etag: string | null;
  lastModified: string | null;
  /** The registry entry with which it was polled: after a change of it, a 304 proves nothing. */
  requestKey: string | null;
};

type Poll = { ok: true; said: FeedSaid } | { ok: false; failure: string };

type Options = { now: number; timeoutMs: number };

/** Polls a partner's sources in turn until one answers; a 304 repeats `before`. Never throws for what a partner sends: a failure is a stable reason. */
export async function pollFeed(entry: SurfaceEntry, before: FeedSaid, options: Options): Promise<Poll> {
  const feed = entry.partner_feed;
  if (feed === null) return { ok: false, failure: "no_feed" };
  let failure: string | null = null;
  for (const source of FORMATS[feed.kind](feed)) {
    try {
      return { ok: true, said: await fetchFeed(source, feed, before, options) };
    } catch (error) {
      if (!(error instanceof FailedPoll)) throw error;
      failure ??= error.reason;
    }
  }
  return { ok: false, failure: failure ?? "no_answer" };
}

async function fetchFeed(
  source: PartnerSource,
  feed: PartnerFeed,
  before: FeedSaid,
  options: Options,
): Promise<FeedSaid> {
  // An RSS feed's reading depends on the day on which it is read, and one validator can't cover two addresses.
  const requestKey = JSON.stringify(feed);
  const isSingle = source.requests.length === 1;
  const validators = isSingle && before.requestKey === requestKey && feed.kind !== "rss" ? before : null;
  const fetches = [];
  for (const { url, optional } of source.requests) {
    const fetched = await fetchBody(url, { timeoutMs: options.timeoutMs, validators }).catch((error: unknown) => {
      if (optional && error instanceof FailedPoll) return null;
      throw error;
    });
    fetches.push(fetched);
  }
  const [first] = fetches;
  if (first?.notModified) {
    if (isOverAge(before.feedAt, feed, options.now)) throw new FailedPoll("over_age");
    return before;
  }
  const bodies = fetches.map((fetched) => fetched?.body ?? null);
  const reading = source.read(bodies, feed, options.now);
  const { etag = null, lastModified = null } = isSingle && first ? first : {};
  return { ...reading, requestKey, etag: etag || null, lastModified: lastModified || null };
}
