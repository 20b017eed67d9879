import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import { NO_DATA } from "@/lib/core/uptime/days";
import { addToBar, type Bar, parseStrip } from "@/lib/core/uptime/strip";

const EMPTY: Bar = { base: NO_DATA, parts: [] };

export const toDay = (at: number): number => Math.floor(at / DAY_MS);

/** The bars of `until` in a page that has stayed open: moved on to today, and today's no better than the state of now. */
export function liveBars(strip: string, until: number, state: State, now: number): Bar[] {
  const bars = parseStrip(strip);
  const passed = Math.max(0, toDay(now) - toDay(until));
  const days = [...bars, ...Array.from({ length: Math.min(passed, bars.length) }, () => EMPTY)].slice(-bars.length);
  return days.map((bar, i) => (i === days.length - 1 ? addToBar(bar, state) : bar));
}
