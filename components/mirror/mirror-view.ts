import type { State } from "@/lib/core/engine/states";

/** What the job that makes the copy has measured of a surface, and when (epoch ms). */
export type Measured = { surfaceId: string; name: string; lastKnown: State; state: State; at: number };

/** What an operator said while the status page did not answer. */
export type MirrorNote = { id: string; name: string; state: State; note: string; at: number };

/** What a page of the copy says of itself; times in epoch milliseconds. */
export type MirrorView = {
  /** The instant of its data; null where there never was any. */
  asOf: number | null;
  /** Whether the status page answers, and if not, when it last did; null where it never did. */
  silentSince: number | null;
  isSilent: boolean;
  measured: readonly Measured[];
  notes: readonly MirrorNote[];
};
