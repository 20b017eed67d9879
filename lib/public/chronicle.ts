import type { State } from "@/lib/engine/states";
import type { Incident, MaintenanceWindow } from "@/lib/schemas/chronicle";
import type { PublicSurface } from "@/lib/schemas/public";

export type ChronicleIncident = Incident & { updatedAt: number };
export type ChronicleWindow = MaintenanceWindow & { sequence: number; createdAt: number; updatedAt: number };

/** Everything public that feeds, calendars and foreign dialects are made of: already projected, already past the copy policy. */
export type Chronicle = {
  /** Of when it is. */
  now: number;
  /** It is the last known good copy, since nothing newer can be read. */
  stale?: boolean;
  overall: State;
  surfaces: readonly PublicSurface[];
  /** Newest first. */
  incidents: readonly ChronicleIncident[];
  /** By start. */
  windows: readonly ChronicleWindow[];
};
