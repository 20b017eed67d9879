import { cutDays, type Day, dayWithoutData } from "./days";
import type { Timeline } from "./intervals";
import { decodeDay, entriesOf, type PackedDays } from "./packed-days";
import { DAY_MS, midnightsOf, type Range } from "./utc-day";

/** What is stored of a surface: its closed days, and its timeline from where they end. */
export type History = { packed: PackedDays | null; timeline: Timeline };

/** The days of a range that begins at a UTC midnight: closed ones as they were packed, the others from the timeline. */
export function recentDays({ packed, timeline }: History, range: Range): Day[] {
  const closedTo = packed?.closedTo ?? range.from;
  const openFrom = Math.max(range.from, closedTo);
  const entries = entriesOf(packed);
  const begin = closedTo - entries.length * DAY_MS;
  const closed = midnightsOf({ from: range.from, to: Math.min(openFrom, range.to) }).map((midnight) => {
    const entry = entries[(midnight - begin) / DAY_MS];
    return entry === undefined ? dayWithoutData(midnight) : decodeDay(entry, midnight);
  });
  return [...closed, ...cutDays(timeline, { from: openFrom, to: Math.max(openFrom, range.to) })];
}
