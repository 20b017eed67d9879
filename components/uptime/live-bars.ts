import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import { LETTERS, WORST_FIRST } from "@/lib/core/uptime/days";

const LETTERS_WORST_FIRST = WORST_FIRST.map((condition) => LETTERS[condition]).join("");

const toDay = (at: number): number => Math.floor(at / DAY_MS);

/** The bars of `until` in a page that has stayed open: moved on to today, and today's no better than the state of now. */
export function liveBars(bars: string, until: number, state: State, now: number): string {
  const passed = Math.max(0, toDay(now) - toDay(until));
  const days = (bars + LETTERS.NO_DATA.repeat(passed)).slice(passed);
  const isWorse = LETTERS_WORST_FIRST.indexOf(LETTERS[state]) < LETTERS_WORST_FIRST.indexOf(days.slice(-1));
  return isWorse ? days.slice(0, -1) + LETTERS[state] : days;
}
