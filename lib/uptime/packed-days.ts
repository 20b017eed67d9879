import { CONDITIONS, type Day } from "./days";
import { type Condition, NO_DATA } from "./intervals";
import { LETTERS } from "./letters";
import { emptyTally } from "./tally";
import { DAY_MS } from "./utc-day";

/** A surface's closed days as one row holds them: `days` is a JSON array of one text a day, the last ending at `closedTo`, a UTC midnight. */
export type PackedDays = { closedTo: number; days: string };

/** The most closed days that are kept packed; the audit log keeps them all. */
export const PACKED_DAYS = 730;

/** The packed days, one text each, in the order of time. */
export const entriesOf = (packed: PackedDays | null): string[] => (packed ? JSON.parse(packed.days) : []);

export const toPacked = (entries: readonly string[], closedTo: number): PackedDays => ({
  closedTo,
  days: JSON.stringify(entries.slice(-PACKED_DAYS)),
});

/** `O`, `OU60000D1500`: the letter of the condition that lasted longest, then each other one with its milliseconds. */
export function encodeDay({ ms }: Day): string {
  const lasted = CONDITIONS.filter((condition) => ms[condition] > 0).sort((a, b) => ms[b] - ms[a]);
  return lasted.map((condition, i) => LETTERS[condition] + (i === 0 ? "" : ms[condition])).join("");
}

/** The day that a text stands for, or so much of it. A letter that nobody knows, and time that no letter accounts for, is NO_DATA. */
export function decodeDay(entry: string, midnight: number, lengthMs = DAY_MS): Day {
  const ms = emptyTally();
  const [longest = "", ...others] = entry.match(/\D\d*/g) ?? [];
  let left = lengthMs;
  for (const other of others) {
    const lasted = Number(other.slice(1));
    ms[conditionOf(other)] += lasted;
    left -= lasted;
  }
  ms[conditionOf(longest)] += left;
  return { midnight, ms };
}

const BY_LETTER = new Map(CONDITIONS.map((condition) => [LETTERS[condition], condition]));

const conditionOf = (text: string): Condition => BY_LETTER.get(text.charAt(0)) ?? NO_DATA;
