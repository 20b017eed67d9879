import type { Db, Statement } from "@/db/client";
import { partnerFeeds } from "@/db/schema/partner-feeds";
import { toMsOrNull, toText, toTextOrNull } from "@/db/time";
import type { State } from "@/lib/core/engine/states";

/** A feed's last reading, its HTTP validators, and why its last poll failed, if it did. Titles are for operators only. */
export type FeedMemory = {
  surfaceId: string;
  etag: string | null;
  lastModified: string | null;
  state: State | null;
  incidentTitles: readonly string[];
  feedAt: number | null;
  failure: string | null;
  requestKey: string | null;
};

export type FeedRow = typeof partnerFeeds.$inferSelect;

export const selectFeedRows = (db: Db) => db.select().from(partnerFeeds);

export const selectFeeds = async (db: Db): Promise<FeedMemory[]> => (await selectFeedRows(db)).map(toFeed);

export const toFeed = (row: FeedRow): FeedMemory => ({
  surfaceId: row.surfaceId,
  etag: row.etag,
  lastModified: row.lastModified,
  state: row.state,
  incidentTitles: JSON.parse(row.incidentTitles),
  feedAt: toMsOrNull(row.feedAt),
  failure: row.failure,
  requestKey: row.askedAs,
});

export function writeFeed(db: Db, feed: FeedMemory, now: number): Statement {
  const { surfaceId, incidentTitles, feedAt, requestKey, ...rest } = feed;
  const columns = {
    ...rest,
    askedAs: requestKey,
    incidentTitles: JSON.stringify(incidentTitles),
    feedAt: toTextOrNull(feedAt),
    updatedAt: toText(now),
  };
  return db
    .insert(partnerFeeds)
    .values({ surfaceId, ...columns })
    .onConflictDoUpdate({ target: partnerFeeds.surfaceId, set: columns });
}
