import { type Day, worstOf } from "./days";
import { LETTERS } from "./letters";

/** What a row of bars shows of some days, as short as it gets: the letter of each day's worst condition, in the order of time. */
export const barsOf = (days: readonly Day[]): string => days.map((day) => LETTERS[worstOf(day)]).join("");
