import type { Severity, State } from "@/lib/engine/states";
import type { PublicSurface } from "@/lib/schemas/public";

/** One public word on an incident, as it was shown; times in epoch milliseconds. */
export type IncidentWord = {
  at: number;
  kind: "opened" | "updated" | "resolved" | "reopened";
  severity: Severity;
  note: string | null;
};

/** An incident as the world may see it, open or resolved, its words in order of time. */
export type ChronicleIncident = {
  id: string;
  surfaceId: string;
  surfaceName: string;
  severity: Severity;
  openedAt: number;
  resolvedAt: number | null;
  note: string | null;
  words: readonly IncidentWord[];
  updatedAt: number;
};

/** A maintenance window as the world may see it. */
export type ChronicleWindow = {
  id: string;
  surfaceIds: readonly string[];
  surfaceNames: readonly string[];
  startsAt: number;
  endsAt: number;
  note: string | null;
  phase: "scheduled" | "running" | "ended" | "cancelled";
  sequence: number;
  createdAt: number;
  updatedAt: number;
};

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
