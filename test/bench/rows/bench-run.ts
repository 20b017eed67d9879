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
  /** Requests a second at 8 connections, to stand beside those of peers; null until they are measured. */
  rates: Record<"cachedPage" | "cachedJson" | "uncachedPage" | "uncachedJson", number | null>;
};
