import type { Effort } from "../load/compare";
import type { BusyServer } from "../server/busy-server";

/** What every section of the bench is given. */
export type BenchRun = {
  /** As `npm start` serves it. */
  busy: BusyServer;
  effort: Effort;
  paths: readonly string[];
  connections: readonly number[];
  /** Takes the time that a million requests need. */
  isFull: boolean;
  /** The front page's requests a second at 8 connections, for whoever compares; null until they are measured. */
  rates: { cached: number | null; uncached: number | null };
};
