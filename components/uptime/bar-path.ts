/** The foot of a bar in the strip's own units, 16 high; maintenance floats, its line runs through its middle. */
const FOOT = 16;
const AFLOAT = 10;

/**
 * The bars of one condition as a path: a line along their foot for each run of days, a unit a day. It is dashed by CSS, which cuts
 * it into days, and drawn as thick as the bars are high. Empty where the condition does not occur.
 */
export function stripPath(bars: string, letter: string): string {
  if (!bars.includes(letter)) return "";
  let path = "";
  let pen = 0;
  for (const { 0: run, index } of bars.matchAll(RegExp(`${letter}+`, "g"))) {
    path += path ? `m${index - pen} 0` : `M${index} ${letter === "M" ? AFLOAT : FOOT}`;
    path += `h${run.length}`;
    pen = index + run.length;
  }
  return path;
}
