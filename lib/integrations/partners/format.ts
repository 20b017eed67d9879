import * as z from "zod";
import { DAY_MS } from "@/lib/core/engine/periods";
import { type State, worstState } from "@/lib/core/engine/states";
import type { PartnerFeed } from "@/lib/schemas/registry";

const TITLES_MAX = 10;
const TITLE_MAX_CHARS = 200;
/** Control and format characters (bidi overrides among them) and whitespace. */
const NOT_PRINTED = /[\p{Cc}\p{Cf}\s]+/gu;

/** The states that a partner can report; no answer is a failed poll, not a reading. */
export type PartnerState = Exclude<State, "UNKNOWN">;

/** One successful poll. Titles are the vendor's own open incidents, for operators only; `feedAt` is the feed's own time in epoch ms. */
export type PartnerReading = { state: PartnerState; incidentTitles: string[]; feedAt: number | null };

/** Why a poll failed although there was a response; a failed poll is neither green nor red. */
type FailedPollReason =
  | "no_answer"
  | "refused"
  | "not_a_feed"
  | "too_large"
  | "empty"
  | "unparseable"
  | "incomplete"
  | "component_vanished"
  | "over_age";

/** A poll without a reading (contract §2.7); it has a stable reason and nothing from the payload. */
export class FailedPoll extends Error {
  override readonly name = "FailedPoll";

  constructor(readonly reason: FailedPollReason) {
    super(`partner poll failed: ${reason}`);
  }
}

/** Whether a time lies so far ahead that it is wrong: no clock and no zone explains more than a day. */
export const isAhead = (time: number, now: number): boolean => time - now > DAY_MS;

/** Whether a feed's own time exceeds its `max_age_days`; a limit that can't be checked counts as exceeded. */
export function isOverAge(feedAt: number | null, feed: PartnerFeed, now: number): boolean {
  if (feed.max_age_days === undefined) return false;
  return feedAt === null || isAhead(feedAt, now) || now - feedAt > feed.max_age_days * DAY_MS;
}

/** The reading of all of a feed's `states`, the worst of them. @throws FailedPoll `over_age`, or `empty` where there are none */
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

/** A component or product that a partner's feed names. */
export type ComponentName = { name: string; id?: string };

/** Whether the registry lists this component, by its exact name or its id; without a list, all count. */
export function isListed({ components }: PartnerFeed, { id, name }: ComponentName): boolean {
  return components === undefined || components.includes(name) || (id !== undefined && components.includes(id));
}

/** Whether an incident with these components affects a listed one; without a list, every incident does. */
export function affectsListed(feed: PartnerFeed, named: readonly ComponentName[]): boolean {
  return feed.components === undefined || named.some((component) => isListed(feed, component));
}

/** Whether operators see the incident's title: one that names no component changes no state, but may still matter. */
export function mayAffectListed(feed: PartnerFeed, named: readonly ComponentName[]): boolean {
  return named.length === 0 || affectsListed(feed, named);
}

/** The listed components, all of them where a name repeats. @throws FailedPoll `component_vanished` when one is missing, or there is none at all */
export function selectListed<Component extends ComponentName>(
  feed: PartnerFeed,
  all: readonly Component[],
): Component[] {
  const isThere = (wanted: string) => all.some(({ id, name }) => wanted === name || wanted === id);
  if (all.length === 0 || !(feed.components ?? []).every(isThere)) throw new FailedPoll("component_vanished");
  return all.filter((component) => isListed(feed, component));
}

/** Optional text: anything else becomes empty. */
export const Text = z.string().catch("");

/** An id, a number or text, as text. */
export const Id = z.union([z.string(), z.number().transform(String)]).catch("");

/** ISO 8601 with `Z` or an offset, as epoch ms. */
export const Instant = z.iso.datetime({ offset: true }).transform(Date.parse).pipe(z.int());

/** The longest list that is read; known feeds are under a quarter of it, and a longer one is refused before its items are parsed. */
const LIST_MAX = 2_000;

const Bounded = z.unknown().refine((list) => !Array.isArray(list) || list.length <= LIST_MAX, { abort: true });

/** A list of bounded length. */
export const looseArray = <Item extends z.ZodType>(item: Item) => Bounded.pipe(z.array(item));

/** A list that some payloads leave out or send as null. */
export const looseList = <Item extends z.ZodType>(item: Item) =>
  looseArray(item)
    .nullish()
    .transform((items) => items ?? []);

/** JSON text as this schema reads it. */
export const parseJsonAs = <Schema extends z.ZodType>(schema: Schema) => z.string().transform(parseJson).pipe(schema);

/** The body of a required request as this schema reads it. @throws FailedPoll `empty` or `unparseable` */
export function parseBody<Schema extends z.ZodType>(body: string, schema: Schema): z.output<Schema> {
  if (body.trim() === "") throw new FailedPoll("empty");
  const result = parseJsonAs(schema).safeParse(body);
  if (!result.success) throw new FailedPoll("unparseable");
  return result.data;
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
}

/** One GET; an optional one (for titles only) may fail without failing the poll. */
type PartnerRequest = { url: string; optional?: true };

/** One place where a partner publishes its state. */
export type PartnerSource = {
  requests: readonly PartnerRequest[];
  /** Reads the bodies in the order of `requests`, null for an optional one that failed. @throws FailedPoll and nothing else */
  read: (bodies: readonly (string | null)[], feed: PartnerFeed, now: number) => PartnerReading;
};

/** A wire format: its sources in order; the next is tried when a required request to the one before, or its reading, failed. */
export type PartnerFormat = (feed: PartnerFeed) => readonly [PartnerSource, ...PartnerSource[]];

/** The usual format: a single source, the feed's own URL. */
export function formatOfOneBody(
  readBody: (body: string, feed: PartnerFeed, now: number) => PartnerReading,
): PartnerFormat {
  return ({ url }) => [{ requests: [{ url }], read: ([body], feed, now) => readBody(body ?? "", feed, now) }];
}
