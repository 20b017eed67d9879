import type { Condition } from "@/lib/core/uptime/days";
import { BAR_HEIGHT, type Bar } from "@/lib/core/uptime/strip";

/** A line along the foot of bars, a unit a day, for each run of days; `height` where it is a part, in the strip's units. */
export type StripPath = { condition: Condition; height: number | null; d: string };

/**
 * Bars as a path for each condition, and for each height of a part, in the order in which they are painted: a part reaches over
 * the worse ones that stand below it, and leaves something of the day's own colour.
 */
export function stripPaths(bars: readonly Bar[]): StripPath[] {
  const days = new Map<string, { condition: Condition; height: number | null; at: number[] }>();
  const add = (condition: Condition, height: number | null, i: number) => {
    const key = `${condition} ${height}`;
    const path = days.get(key) ?? { condition, height, at: [] };
    path.at.push(i);
    days.set(key, path);
  };
  for (const [i, { base, parts }] of bars.entries()) {
    add(base, null, i);
    let top = 0;
    for (const { condition, height } of parts) {
      top = Math.min(BAR_HEIGHT - 1, top + height);
      add(condition, top, i);
    }
  }
  const painted = [...days.values()].sort((a, b) => (b.height ?? BAR_HEIGHT) - (a.height ?? BAR_HEIGHT));
  return painted.map(({ condition, height, at }) => ({ condition, height, d: toLine(at) }));
}

function toLine(days: readonly number[]): string {
  let path = "";
  let pen = 0;
  for (let i = 0; i < days.length; ) {
    const from = days[i] as number;
    let run = 1;
    while (days[i + run] === from + run) run++;
    path += path ? `m${from - pen} 0h${run}` : `M${from} ${BAR_HEIGHT}h${run}`;
    pen = from + run;
    i += run;
  }
  return path;
}
