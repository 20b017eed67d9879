import type { Condition } from "./intervals";

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

export const addTallies = (a: Readonly<Tally>, b: Readonly<Tally>): Tally => ({
  DOWN: a.DOWN + b.DOWN,
  PARTIAL: a.PARTIAL + b.PARTIAL,
  DEGRADED: a.DEGRADED + b.DEGRADED,
  MAINTENANCE: a.MAINTENANCE + b.MAINTENANCE,
  UNKNOWN: a.UNKNOWN + b.UNKNOWN,
  OPERATIONAL: a.OPERATIONAL + b.OPERATIONAL,
  NO_DATA: a.NO_DATA + b.NO_DATA,
});

/** The time in each condition over some days. */
export const sumDays = (days: readonly { ms: Readonly<Tally> }[]): Tally =>
  days.reduce((sum, { ms }) => addTallies(sum, ms), emptyTally());
