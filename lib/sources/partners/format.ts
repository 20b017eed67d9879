import type { PartnerFeed } from "@/lib/schemas/registry";
import type { PartnerReading } from "./reading";

/** One GET; the failure of an optional one (a title or two) fails no poll. */
type PartnerRequest = { url: string; optional?: true };

/** One place where a partner tells its state. */
export type PartnerSource = {
  requests: readonly PartnerRequest[];
  /**
   * Reads the bodies, in the order of `requests`; null stands for an optional one that failed.
   * @throws FailedPoll and nothing else, whatever the bodies hold
   */
  read: (bodies: readonly (string | null)[], feed: PartnerFeed, now: number) => PartnerReading;
};

/** A wire format: its sources in order; the next is asked when a required request of the one before, or its reading, failed. */
export type PartnerFormat = (feed: PartnerFeed) => readonly [PartnerSource, ...PartnerSource[]];

/** The usual format: what the feed's own URL answers is all there is. */
export function formatOfOneBody(
  readBody: (body: string, feed: PartnerFeed, now: number) => PartnerReading,
): PartnerFormat {
  return ({ url }) => [{ requests: [{ url }], read: ([body], feed, now) => readBody(body ?? "", feed, now) }];
}
