import { type State, worstState } from "@/lib/engine/states";
import type { PartnerFeed } from "@/lib/schemas/registry";

const DAY_MS = 86_400_000;
const TITLES_MAX = 10;
const TITLE_MAX_CHARS = 200;
/** Control and format characters (bidi overrides among them) and whitespace. */
const NOT_PRINTED = /[\p{Cc}\p{Cf}\s]+/gu;

/** What a partner can say of itself; silence is no reading but a failed poll. */
export type PartnerState = Exclude<State, "UNKNOWN">;

/** One good poll. Titles are the vendor's own open incidents, for operators only; `feedAt` is the feed's own time in epoch ms. */
export type PartnerReading = { state: PartnerState; incidentTitles: string[]; feedAt: number | null };

/** Why a poll that got its answer still failed; each is neither green nor red. */
export type FailedPollReason =
  | "no_answer"
  | "refused"
  | "not_a_feed"
  | "too_large"
  | "empty"
  | "unparseable"
  | "incomplete"
  | "component_vanished"
  | "over_age";

/** A poll without a reading (spec README, "Partner poller"); it carries a stable reason and nothing of the payload. */
export class FailedPoll extends Error {
  override readonly name = "FailedPoll";

  constructor(readonly reason: FailedPollReason) {
    super(`partner poll failed: ${reason}`);
  }
}

/** Whether a feed's own time breaks its `max_age_days`; a limit that can't be checked counts as broken. */
export function isOverAge(feedAt: number | null, feed: PartnerFeed, now: number): boolean {
  if (feed.max_age_days === undefined) return false;
  return feedAt === null || now - feedAt > feed.max_age_days * DAY_MS;
}

/**
 * The reading of all that a feed said: its state is the worst of `states`.
 * @throws FailedPoll `over_age`, or `empty` where the feed said nothing at all
 */
export function concludeReading(
  said: { states: readonly PartnerState[]; titles: readonly string[]; feedAt: number | null },
  feed: PartnerFeed,
  now: number,
): PartnerReading {
  if (isOverAge(said.feedAt, feed, now)) throw new FailedPoll("over_age");
  const state = worstState(said.states);
  if (state === "UNKNOWN") throw new FailedPoll("empty");
  return {
    state,
    incidentTitles: said.titles.map(cleanTitle).filter(Boolean).slice(0, TITLES_MAX),
    feedAt: said.feedAt,
  };
}

function cleanTitle(title: string): string {
  const printed = title
    .slice(0, 5 * TITLE_MAX_CHARS)
    .toWellFormed()
    .replace(NOT_PRINTED, " ")
    .trim();
  return [...printed].slice(0, TITLE_MAX_CHARS).join("");
}
