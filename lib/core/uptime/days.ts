import { DAY_MS } from "@/lib/core/engine/periods";
import { STATES, type State } from "@/lib/core/engine/states";

/** A span of time in epoch milliseconds, from `from` up to but not including `to`. */
export type Range = { from: number; to: number };

/** The UTC midnight at which the day of this instant begins; midnight itself belongs to the day that it begins. */
export const startOfDay = (at: number): number => at - (((at % DAY_MS) + DAY_MS) % DAY_MS);

/** A day's name, `YYYY-MM-DD` in UTC. */
export const toDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The midnights at which the days of a range begin, including the day in which the range begins. */
export function listMidnights({ from, to }: Range): number[] {
  const first = startOfDay(from);
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / DAY_MS)) }, (_, i) => first + i * DAY_MS);
}

/** The last `count` UTC days: today up to `now`, at least its first millisecond, and the whole days before it. */
export function lastDays(count: number, now: number): Range {
  const today = startOfDay(now);
  return { from: today - (count - 1) * DAY_MS, to: Math.max(now, today + 1) };
}

/** From `at` on (epoch milliseconds) a surface is in this state: an audit row's `effective_at` and `new_state`. */
export type Transition = { at: number; state: State };

/** A surface's transitions in the order of the log, from its registration or the state in force at the first midnight; the clock's unwritten ones come last. */
export type Timeline = readonly Transition[];

/** The condition of a surface before it was registered. It is no state: UNKNOWN is one that was recorded. */
export const NO_DATA = "NO_DATA";
export type Condition = State | typeof NO_DATA;

/** A surface was in one condition from `from` up to but not including `to`. */
export type Interval = { condition: Condition; from: number; to: number };

/** A range up to `now` without gaps: NO_DATA before the first transition, then each state until the next; states that lasted no time are left out. */
export function listIntervals(timeline: Timeline, { from, to }: Range): Interval[] {
  const intervals: Interval[] = [];
  let open: Interval = { condition: NO_DATA, from, to: from };
  const close = (at: number) => {
    if (at > open.from) append(intervals, { ...open, to: at });
  };
  for (const { at, state } of timeline) {
    const begins = Math.max(open.from, Math.min(at, to));
    close(begins);
    open = { condition: state, from: begins, to: begins };
  }
  close(to);
  return intervals;
}

function append(intervals: Interval[], next: Interval): void {
  const last = intervals.at(-1);
  if (last?.condition === next.condition) last.to = next.to;
  else intervals.push(next);
}

/** Milliseconds in each condition. */
export type Tally = Record<Condition, number>;

export const emptyTally = (): Tally => ({
  DOWN: 0,
  PARTIAL: 0,
  DEGRADED: 0,
  MAINTENANCE: 0,
  UNKNOWN: 0,
  OPERATIONAL: 0,
  NO_DATA: 0,
});

export const addTallies = (...tallies: readonly Readonly<Tally>[]): Tally => {
  const sum = emptyTally();
  for (const tally of tallies) for (const condition of CONDITIONS) sum[condition] += tally[condition];
  return sum;
};

const NOT_OPERATIONAL = ["DOWN", "PARTIAL", "DEGRADED", "MAINTENANCE", "UNKNOWN"] as const;

/**
 * One day of several surfaces as one: each other condition for as long as it lasted where it lasted longest. What is left of the
 * day is OPERATIONAL where any was, else without data.
 */
export function worstDay(days: readonly [Day, ...Day[]]): Day {
  const [{ midnight, ms: first }] = days;
  const ms = emptyTally();
  for (const condition of NOT_OPERATIONAL) ms[condition] = Math.max(...days.map((day) => day.ms[condition]));
  const isRecorded = days.some((day) => day.ms.OPERATIONAL > 0);
  ms[isRecorded ? "OPERATIONAL" : NO_DATA] = Math.max(0, lengthOf(first) - lengthOf(ms));
  return { midnight, ms };
}

const lengthOf = (ms: Readonly<Tally>): number => CONDITIONS.reduce((sum, condition) => sum + ms[condition], 0);

/** The time in each condition over several days. */
export const sumDays = (days: readonly { ms: Readonly<Tally> }[]): Tally => addTallies(...days.map(({ ms }) => ms));

/** One UTC day of a surface: the milliseconds in each condition. Those of a closed day add up to 24 hours. */
export type Day = { midnight: number; ms: Readonly<Tally> };

/** Every condition, worst first; NO_DATA comes last. */
export const CONDITIONS: readonly Condition[] = [...STATES, NO_DATA];

/** A closed day without any data. */
export const dayWithoutData = (midnight: number): Day => ({ midnight, ms: { ...emptyTally(), NO_DATA: DAY_MS } });

/** A range of a timeline cut at UTC midnights: one entry for each day in it; time outside the range is not counted. */
export function cutDays(timeline: Timeline, range: Range): Day[] {
  const midnights = listMidnights(range);
  const tallies = midnights.map(emptyTally);
  const first = midnights[0] ?? 0;
  for (const { condition, from, to } of listIntervals(timeline, range)) {
    for (let at = from, end = 0; at < to; at = end) {
      const i = Math.floor((at - first) / DAY_MS);
      end = Math.min(to, first + (i + 1) * DAY_MS);
      (tallies[i] as Tally)[condition] += end - at;
    }
  }
  return midnights.map((midnight, i) => ({ midnight, ms: tallies[i] as Tally }));
}

/** The order in which a day's bar shows conditions: MAINTENANCE only where nothing else occurred, NO_DATA only where there is nothing at all. */
export const WORST_FIRST: readonly Condition[] = [
  ...STATES.filter((state) => state !== "MAINTENANCE"),
  "MAINTENANCE",
  NO_DATA,
];

/** The condition that a day's bar shows. */
export const findWorst = ({ ms }: Day): Condition => WORST_FIRST.find((condition) => ms[condition] > 0) ?? NO_DATA;

/** The letter of each condition in a packed day: stored for years, so never changed. */
export const LETTERS: Readonly<Record<Condition, string>> = {
  DOWN: "D",
  PARTIAL: "P",
  DEGRADED: "G",
  MAINTENANCE: "M",
  UNKNOWN: "U",
  OPERATIONAL: "O",
  NO_DATA: "-",
};

/** Uptime in percent, truncated to two decimals: DOWN counts fully, PARTIAL half; maintenance, UNKNOWN and no data are left out; null where no time is left. */
export function uptimePercent({ DOWN, PARTIAL, DEGRADED, OPERATIONAL }: Readonly<Tally>): number | null {
  const judgedHalves = 2 * (OPERATIONAL + DEGRADED + PARTIAL + DOWN);
  if (judgedHalves === 0) return null;
  const upHalves = judgedHalves - 2 * DOWN - PARTIAL;
  const hundredths = 10_000 * upHalves;
  return (hundredths - (hundredths % judgedHalves)) / judgedHalves / 100;
}
