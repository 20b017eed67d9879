import { remembered } from "@/lib/remembered";
import { barsOf } from "./bars";
import { cutDays, type Day, dayWithoutData } from "./days";
import type { Timeline } from "./intervals";
import { decodeDay, entriesOf, type PackedDays } from "./packed-days";
import { addTallies, sumDays, type Tally } from "./tally";
import { DAY_MS, midnightsOf, type Range } from "./utc-day";

/** What is stored of a surface: its closed days, and its timeline from where they end. */
export type History = { packed: PackedDays | null; timeline: Timeline };

/** The days of a range that begins at a UTC midnight: closed ones as they were packed, the others from the timeline. */
export function recentDays({ packed, timeline }: History, range: Range): Day[] {
  return [...closedDays(packed, range), ...openDays({ packed, timeline }, range)];
}

const openFrom = (packed: PackedDays | null, { from }: Range): number => Math.max(from, packed?.closedTo ?? from);

function openDays({ packed, timeline }: History, range: Range): Day[] {
  const from = openFrom(packed, range);
  return cutDays(timeline, { from, to: Math.max(from, range.to) });
}

function closedDays(packed: PackedDays | null, range: Range): Day[] {
  const entries = entriesOf(packed);
  const begin = (packed?.closedTo ?? range.from) - entries.length * DAY_MS;
  return midnightsOf({ from: range.from, to: Math.min(openFrom(packed, range), range.to) }).map((midnight) => {
    const entry = entries[(midnight - begin) / DAY_MS];
    return entry === undefined ? dayWithoutData(midnight) : decodeDay(entry, midnight);
  });
}

/** What a page shows of some days: a letter for each, and the time in each condition over the last 30 and over all of them. */
export type Summary = { bars: string; last30: Tally; all: Tally };

export const summaryOf = (days: readonly Day[]): Summary => ({
  bars: barsOf(days),
  last30: sumDays(days.slice(-30)),
  all: sumDays(days),
});

/** The same of `recentDays`. What closed days add to it stands until midnight, so it is summed once. */
export function recentSummary({ packed, timeline }: History, range: Range): Summary {
  const open = openDays({ packed, timeline }, range);
  if (packed === null || open.length > 30) return summaryOf(recentDays({ packed, timeline }, range));
  const closed = closedSummary({ packed, range, lastClosed: 30 - open.length });
  return {
    bars: closed.bars + barsOf(open),
    last30: addTallies(closed.last30, sumDays(open)),
    all: addTallies(closed.all, sumDays(open)),
  };
}

type Closed = { packed: PackedDays; range: Range; lastClosed: number };

const closedSummary = remembered(
  ({ packed, range, lastClosed }: Closed): Summary => {
    const days = closedDays(packed, range);
    const last = days.slice(Math.max(0, days.length - lastClosed));
    return { bars: barsOf(days), last30: sumDays(last), all: sumDays(days) };
  },
  ({ packed, range, lastClosed }) =>
    `${range.from} ${Math.min(packed.closedTo, range.to)} ${lastClosed} ${packed.closedTo} ${packed.days}`,
);
