import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, type Condition, type Day, LETTERS, NO_DATA, WORST_FIRST } from "./days";

/** A bar is this many units high. */
export const BAR_HEIGHT = 9;

/** What a bar shows as a part of its own where something else lasted longer, worst first; maintenance is never one. */
const PARTS = ["DOWN", "PARTIAL", "DEGRADED", "UNKNOWN"] as const;

/** A part of a bar; its height grows with the root of its time, so that a minute can be seen and an hour is no day. */
type BarPart = { condition: Condition; height: number };

/** One day's bar: what lasted longest, and at its foot, worst first, what else occurred. */
export type Bar = { base: Condition; parts: readonly BarPart[] };

const toHeight = (ms: number): number => Math.min(BAR_HEIGHT, Math.ceil(BAR_HEIGHT * Math.sqrt(ms / DAY_MS)));

/** The bar of a day. Trouble that is all of a day which is not over yet is a part too, of a bar without data. */
export function toBar({ ms }: Day): Bar {
  const lasted = CONDITIONS.filter((condition) => ms[condition] > 0);
  const [longest = NO_DATA] = lasted.sort((a, b) => ms[b] - ms[a]);
  const isPart = PARTS.some((condition) => condition === longest) && ms[longest] < DAY_MS && lasted.length === 1;
  const base = isPart ? NO_DATA : longest;
  const parts = PARTS.filter((condition) => condition !== base && ms[condition] > 0);
  return { base, parts: parts.map((condition) => ({ condition, height: toHeight(ms[condition]) })) };
}

/** Bars in short, oldest first: `OOOd2OO-`, a base's letter and after it each part's in lower case with its height. */
export const toStrip = (days: readonly Day[]): string => days.map((day) => encodeBar(toBar(day))).join("");

const encodeBar = ({ base, parts }: Bar): string =>
  LETTERS[base] + parts.map(({ condition, height }) => LETTERS[condition].toLowerCase() + height).join("");

const BY_LETTER = new Map(CONDITIONS.map((condition) => [LETTERS[condition], condition]));

const toCondition = (letter: string): Condition => BY_LETTER.get(letter.toUpperCase()) ?? NO_DATA;

/** The bars of a strip. */
export const parseStrip = (strip: string): Bar[] =>
  (strip.match(/[A-Z-](?:[a-z]\d)*/g) ?? []).map((text) => ({
    base: toCondition(text.charAt(0)),
    parts: (text.slice(1).match(/../g) ?? []).map((part) => ({
      condition: toCondition(part.charAt(0)),
      height: Number(part.charAt(1)),
    })),
  }));

/** The worst that a bar shows: `findWorst` of its day. */
export const worstOfBar = ({ base, parts }: Bar): Condition => {
  const shown = [base, ...parts.map(({ condition }) => condition)];
  return WORST_FIRST.find((condition) => shown.includes(condition)) ?? NO_DATA;
};

/** A bar to which a state was added that has lasted for no time yet. */
export function addToBar(bar: Bar, state: Condition): Bar {
  const worst = worstOfBar(bar);
  if (WORST_FIRST.indexOf(state) >= WORST_FIRST.indexOf(worst)) return bar;
  if (PARTS.every((condition) => condition !== state)) return { ...bar, base: state };
  return { ...bar, parts: [{ condition: state, height: 1 }, ...bar.parts] };
}
