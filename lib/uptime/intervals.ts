import type { State } from "@/lib/engine/states";
import type { Range } from "./utc-day";

/** From `at` on (epoch milliseconds) a surface is in this state: an audit row's `effective_at` and `new_state`. */
export type Transition = { at: number; state: State };

/**
 * A surface's transitions in the order of the log: led by its registration, or by the state in force at the midnight from which
 * they are told; ended by what the clock has changed since but no tick has written (spec README, "Stored and shown").
 */
export type Timeline = readonly Transition[];

/** What is told of the time before a surface was registered. It is no state: UNKNOWN is one that somebody recorded. */
export const NO_DATA = "NO_DATA";
export type Condition = State | typeof NO_DATA;

/** A surface was in one condition from `from` up to but not including `to`. */
export type Interval = { condition: Condition; from: number; to: number };

/**
 * What a surface was in over a range that ends now at the latest, without gaps: NO_DATA before its first transition, then each
 * state until the next one, which takes effect no earlier than the one that it follows; what lasted no time is left out.
 */
export function intervalsOf(timeline: Timeline, { from, to }: Range): Interval[] {
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
