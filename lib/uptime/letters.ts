import type { Condition } from "./intervals";

/** What stands for a condition in a packed day: stored for years, so never changed. */
export const LETTERS: Readonly<Record<Condition, string>> = {
  DOWN: "D",
  PARTIAL: "P",
  DEGRADED: "G",
  MAINTENANCE: "M",
  UNKNOWN: "U",
  OPERATIONAL: "O",
  NO_DATA: "-",
};
