import type { Measured } from "../load/compare";

/** One line of the bench's table. */
export type Row = {
  what: string;
  /** What was measured, as it is printed. */
  found: string;
  target: string;
  /** null: nothing to hold, a figure to compare with. */
  isMet: boolean | null;
  /** Its target is a budget that no machine excuses: bytes, rows, round trips. */
  isBudget?: boolean;
};

const LEAST_RATIO = 0.8;
const MOST_P99 = 3;

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

/** What a path held beside its floor: requests a second, p99, and processor time a request. */
export function rowsBesideFloor(what: string, ours: Measured, floor: Measured): Row[] {
  const ratio = ours.rps / floor.rps;
  const tail = ours.p99Ms / floor.p99Ms;
  const failed = ours.failures > 0 ? `, ${ours.failures} of ${ours.requests} failed` : "";
  const cost = ours.cpuMs / floor.cpuMs;
  return [
    {
      what,
      found: `${ours.rps.toFixed(0)} of ${floor.rps.toFixed(0)} req/s = ${(ratio * 100).toFixed(0)} %${failed}`,
      target: `≥ ${LEAST_RATIO * 100} % of the floor`,
      isMet: ratio >= LEAST_RATIO && ours.failures === 0,
    },
    {
      what: `${what}: p99`,
      found: `${ms(ours.p99Ms)} to ${ms(floor.p99Ms)} ms = ${tail.toFixed(1)} x`,
      target: `< ${MOST_P99} x the floor's`,
      isMet: tail < MOST_P99,
    },
    {
      what: `${what}: processor time a request`,
      found: `${ours.cpuMs.toFixed(3)} to ${floor.cpuMs.toFixed(3)} ms = ${cost.toFixed(2)} x`,
      target: "",
      isMet: null,
    },
  ];
}
