import { DAY_MS } from "@/lib/core/engine/periods";
import { memoize } from "@/lib/core/memoize";
import {
  addTallies,
  CONDITIONS,
  type Condition,
  cutDays,
  type Day,
  dayWithoutData,
  emptyTally,
  LETTERS,
  listMidnights,
  NO_DATA,
  type Range,
  startOfDay,
  sumDays,
  type Tally,
  type Timeline,
} from "./days";
import { toStrip } from "./strip";

/** A surface's closed days as one row stores them: `days` is a JSON array of one text a day, the last ending at `closedTo`, a UTC midnight. */
export type PackedDays = { closedTo: number; days: string };

/** The most closed days that are stored packed; the audit log has them all. */
export const PACKED_DAYS = 730;

/** The packed days, one text each, oldest first. */
export const parseEntries = (packed: PackedDays | null): string[] => (packed ? JSON.parse(packed.days) : []);

export const toPacked = (entries: readonly string[], closedTo: number): PackedDays => ({
  closedTo,
  days: JSON.stringify(entries.slice(-PACKED_DAYS)),
});

/** `O`, `OU60000D1500`: the letter of the condition that lasted longest, then each other one with its milliseconds. */
export function encodeDay({ ms }: Day): string {
  const lasted = CONDITIONS.filter((condition) => ms[condition] > 0).sort((a, b) => ms[b] - ms[a]);
  return lasted.map((condition, i) => LETTERS[condition] + (i === 0 ? "" : ms[condition])).join("");
}

/** The day that a text encodes. An unknown letter, and time that no letter accounts for, is NO_DATA. */
export function decodeDay(entry: string, midnight: number, lengthMs = DAY_MS): Day {
  const ms = emptyTally();
  const [longest = "", ...others] = entry.match(/\D\d*/g) ?? [];
  let left = lengthMs;
  for (const other of others) {
    const lasted = Number(other.slice(1));
    ms[toCondition(other)] += lasted;
    left -= lasted;
  }
  ms[toCondition(longest)] += left;
  return { midnight, ms };
}

const BY_LETTER = new Map(CONDITIONS.map((condition) => [LETTERS[condition], condition]));

const toCondition = (text: string): Condition => BY_LETTER.get(text.charAt(0)) ?? NO_DATA;

/** Packs the days that ended by `upTo`, null while none has; days that the timeline covers are packed again, so that missed nights and late rows are fixed. */
export function closeDays(packed: PackedDays | null, timeline: Timeline, upTo: number): PackedDays | null {
  const first = timeline[0];
  if (!first) return packed;
  const firstDay = startOfDay(first.at);
  const stored = parseEntries(packed);
  const closedTo = packed?.closedTo ?? firstDay;
  const begin = closedTo - stored.length * DAY_MS;
  const from = Math.max(begin, Math.min(firstDay, closedTo));
  const to = Math.max(from, startOfDay(upTo));
  const entries = [
    ...stored.slice(0, (from - begin) / DAY_MS),
    ...cutDays(timeline, { from, to }).map(encodeDay),
    ...stored.slice((to - begin) / DAY_MS),
  ];
  return entries.length === 0 ? packed : toPacked(entries, Math.max(to, closedTo));
}

/** A surface's stored history: its closed days, and its timeline from their end on. */
export type History = { packed: PackedDays | null; timeline: Timeline };

/** The days of a range that begins at a UTC midnight: closed ones as packed, the others from the timeline. */
export function recentDays({ packed, timeline }: History, range: Range): Day[] {
  return [...closedDays(packed, range), ...openDays({ packed, timeline }, range)];
}

const openFrom = (packed: PackedDays | null, { from }: Range): number => Math.max(from, packed?.closedTo ?? from);

function openDays({ packed, timeline }: History, range: Range): Day[] {
  const from = openFrom(packed, range);
  return cutDays(timeline, { from, to: Math.max(from, range.to) });
}

function closedDays(packed: PackedDays | null, range: Range): Day[] {
  const entries = parseEntries(packed);
  const begin = (packed?.closedTo ?? range.from) - entries.length * DAY_MS;
  return listMidnights({ from: range.from, to: Math.min(openFrom(packed, range), range.to) }).map((midnight) => {
    const entry = entries[(midnight - begin) / DAY_MS];
    return entry === undefined ? dayWithoutData(midnight) : decodeDay(entry, midnight);
  });
}

/** What a page shows of a surface's days: their bars as a strip, and the time in each condition over the last 30 and over all of them. */
export type Summary = { bars: string; last30: Tally; all: Tally };

export const summarizeDays = (days: readonly Day[]): Summary => ({
  bars: toStrip(days),
  last30: sumDays(days.slice(-30)),
  all: sumDays(days),
});

/** The summary of `recentDays`. The part of closed days is the same until midnight, so it is summed once. */
export function recentSummary({ packed, timeline }: History, range: Range): Summary {
  const open = openDays({ packed, timeline }, range);
  if (packed === null || open.length > 30) return summarizeDays(recentDays({ packed, timeline }, range));
  const closed = closedSummary({ packed, range, lastClosed: 30 - open.length });
  return {
    bars: closed.bars + toStrip(open),
    last30: addTallies(closed.last30, sumDays(open)),
    all: addTallies(closed.all, sumDays(open)),
  };
}

type Closed = { packed: PackedDays; range: Range; lastClosed: number };

const closedSummary = memoize(
  ({ packed, range, lastClosed }: Closed): Summary => {
    const days = closedDays(packed, range);
    const last = days.slice(Math.max(0, days.length - lastClosed));
    return { bars: toStrip(days), last30: sumDays(last), all: sumDays(days) };
  },
  ({ packed, range, lastClosed }) =>
    `${range.from} ${Math.min(packed.closedTo, range.to)} ${lastClosed} ${packed.closedTo} ${packed.days}`,
);
