import { STATES, worstState } from "@/lib/engine/states";
import { type Condition, intervalsOf, NO_DATA, type Timeline } from "./intervals";
import { emptyTally, type Tally } from "./tally";
import { DAY_MS, midnightsOf, type Range } from "./utc-day";

/** One UTC day of a surface: for how many milliseconds it was in each condition. A closed day's add up to 24 hours. */
export type Day = { midnight: number; ms: Readonly<Tally> };

/** Every condition, worst first; what nobody recorded comes last. */
export const CONDITIONS: readonly Condition[] = [...STATES, NO_DATA];

/** A closed day of which nothing is known. */
export const dayWithoutData = (midnight: number): Day => ({ midnight, ms: { ...emptyTally(), NO_DATA: DAY_MS } });

/** A range of a timeline cut at UTC midnight: one entry for each day that it touches, the time outside of it not counted. */
export function cutDays(timeline: Timeline, range: Range): Day[] {
  const midnights = midnightsOf(range);
  const tallies = midnights.map(emptyTally);
  const first = midnights[0] ?? 0;
  for (const { condition, from, to } of intervalsOf(timeline, range)) {
    for (let at = from, end = 0; at < to; at = end) {
      const i = Math.floor((at - first) / DAY_MS);
      end = Math.min(to, first + (i + 1) * DAY_MS);
      (tallies[i] as Tally)[condition] += end - at;
    }
  }
  return midnights.map((midnight, i) => ({ midnight, ms: tallies[i] as Tally }));
}

/**
 * The condition that a day's bar shows: by the engine's ranking the worst state that lasted at all, with maintenance left aside.
 * MAINTENANCE shows only on a day that held nothing else, NO_DATA only on a day of which nothing is known.
 */
export function worstOf({ ms }: Day): Condition {
  const lasted = STATES.filter((state) => ms[state] > 0);
  const judged = lasted.filter((state) => state !== "MAINTENANCE");
  if (judged.length > 0) return worstState(judged);
  return lasted.length > 0 ? "MAINTENANCE" : NO_DATA;
}
