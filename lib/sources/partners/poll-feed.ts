import type { State } from "@/lib/engine/states";
import type { PartnerFeed, SurfaceEntry } from "@/lib/schemas/registry";
import { fetchBody } from "./fetch-body";
import type { PartnerSource } from "./format";
import { FORMATS } from "./formats";
import { FailedPoll, isOverAge } from "./reading";

/** What a feed said, and the validators under which it said so. */
export type FeedSaid = {
  state: State | null;
  incidentTitles: readonly string[];
  feedAt: number | null;
  etag: string | null;
  lastModified: string | null;
  /** The entry under which it said so: a 304 to another one says nothing. */
  askedAs: string | null;
};

export type Poll = { ok: true; said: FeedSaid } | { ok: false; failure: string };

type Options = { now: number; timeoutMs: number };

/**
 * Asks a partner once: its sources in order, the next where the one before failed. `before` is what it said last: a 304 says that
 * again. Never throws for what a partner sends; a failed poll has a stable reason and nothing of the payload.
 */
export async function pollFeed(entry: SurfaceEntry, before: FeedSaid, options: Options): Promise<Poll> {
  const feed = entry.partner_feed;
  if (feed === null) return { ok: false, failure: "no_feed" };
  let failure: string | null = null;
  for (const source of FORMATS[feed.kind](feed)) {
    try {
      return { ok: true, said: await ask(source, feed, before, options) };
    } catch (error) {
      if (!(error instanceof FailedPoll)) throw error;
      failure ??= error.reason;
    }
  }
  return { ok: false, failure: failure ?? "no_answer" };
}

async function ask(source: PartnerSource, feed: PartnerFeed, before: FeedSaid, options: Options): Promise<FeedSaid> {
  // What an RSS feed says depends on the day it is read, and one validator can't speak for two addresses.
  const askedAs = JSON.stringify(feed);
  const isConditional = source.requests.length === 1 && before.askedAs === askedAs && feed.kind !== "rss";
  const answers = [];
  for (const { url, optional } of source.requests) {
    const validators = isConditional ? before : null;
    const answer = await fetchBody(url, { timeoutMs: options.timeoutMs, validators }).catch((error: unknown) => {
      if (optional && error instanceof FailedPoll) return null;
      throw error;
    });
    answers.push(answer);
  }
  const [first] = answers;
  if (first?.notModified) {
    if (isOverAge(before.feedAt, feed, options.now)) throw new FailedPoll("over_age");
    return before;
  }
  const reading = source.read(
    answers.map((answer) => answer?.body ?? null),
    feed,
    options.now,
  );
  const single = source.requests.length === 1;
  return {
    ...reading,
    askedAs,
    etag: (single && first?.etag) || null,
    lastModified: (single && first?.lastModified) || null,
  };
}
