import type { Severity, State } from "@/lib/core/engine/states";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import type { IncidentUpdate, PublicIncident, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { publicNote } from "./note";

export type HistoryIncident = FallbackSnapshot["told"][number];
export type HistoryWindow = FallbackSnapshot["windows"][number];

/** Everything public from which feeds, calendars and the Statuspage API are built: already projected and checked by the note policy. */
export type PublicHistory = {
  /** The instant that it shows. */
  now: number;
  /** It is from the fallback snapshot, since D1 can't be read. */
  stale?: boolean;
  overall: State;
  surfaces: readonly PublicSurface[];
  /** Newest first. */
  incidents: readonly HistoryIncident[];
  /** By start. */
  windows: readonly HistoryWindow[];
};

/** An incident as it is stored; times as ISO text. */
type StoredIncident = {
  id: number;
  surfaceId: string;
  severity: Severity | null;
  openedAt: string;
  resolvedAt: string | null;
  publicNote: string | null;
  updatedAt: string;
};

type FindDisplayName = (surfaceId: string) => string | null;

/** The incident's opaque public id: `inc_` and at least five digits (contract §2.9). */
export const publicIncidentId = (id: number): string => `inc_${String(id).padStart(5, "0")}`;

/** Incidents in the public view; those of surfaces outside the registry are left out. */
export function projectIncidents(
  incidents: readonly Omit<StoredIncident, "updatedAt">[],
  findDisplayName: FindDisplayName,
): PublicIncident[] {
  return incidents.flatMap((incident) => {
    const name = findDisplayName(incident.surfaceId);
    if (name === null || incident.resolvedAt === null || incident.severity === null) return [];
    return [
      {
        id: publicIncidentId(incident.id),
        surface_id: incident.surfaceId,
        surface_display_name: name,
        severity: incident.severity,
        opened_at: toPublicTime(Date.parse(incident.openedAt)),
        resolved_at: toPublicTime(Date.parse(incident.resolvedAt)),
        public_note: publicNote(incident.publicNote),
      },
    ];
  });
}

/** An incident update as it is stored. */
type StoredUpdate = {
  incidentId: number;
  kind: IncidentUpdate["kind"];
  severity: Severity | null;
  publicNote: string | null;
  effectiveAt: string;
};

/** Incidents with their updates in the public view; those of surfaces outside the registry are left out. */
export function projectHistory(
  incidents: readonly StoredIncident[],
  words: readonly StoredUpdate[],
  findDisplayName: FindDisplayName,
): HistoryIncident[] {
  const byIncident = Map.groupBy(words, (update) => update.incidentId);
  return incidents.flatMap((row) => {
    const surfaceName = findDisplayName(row.surfaceId);
    if (surfaceName === null || row.severity === null) return [];
    const updates = (byIncident.get(row.id) ?? []).map((update) => projectUpdate(update, row.severity as Severity));
    return [
      {
        id: publicIncidentId(row.id),
        surfaceId: row.surfaceId,
        surfaceName,
        severity: row.severity,
        openedAt: Date.parse(row.openedAt),
        resolvedAt: row.resolvedAt === null ? null : Date.parse(row.resolvedAt),
        note: publicNote(row.publicNote),
        words: updates,
        updatedAt: Math.max(Date.parse(row.openedAt), ...updates.map((update) => update.at)),
      },
    ];
  });
}

const projectUpdate = (update: StoredUpdate, severity: Severity): IncidentUpdate => ({
  at: Date.parse(update.effectiveAt),
  kind: update.kind,
  severity: update.severity ?? severity,
  note: publicNote(update.publicNote),
});

/** A window as it is stored, with its phase on each of its surfaces. */
type StoredWindow = {
  id: string;
  startsAt: string;
  endsAt: string;
  publicNote: string | null;
  sequence: number;
  createdAt: string;
  updatedAt: string;
};
type StoredWindowSurface = {
  windowId: string;
  surfaceId: string;
  phase: HistoryWindow["phase"];
  endedAt: string | null;
};

/** Windows in the public view at `now`, by start; their planned times decide what has begun or ended. */
export function projectWindows(
  windows: readonly StoredWindow[],
  surfaces: readonly StoredWindowSurface[],
  findDisplayName: FindDisplayName,
  now: number,
): HistoryWindow[] {
  const byWindow = Map.groupBy(surfaces, (on) => on.windowId);
  return windows
    .flatMap((row) => {
      const named = (byWindow.get(row.id) ?? []).filter((on) => findDisplayName(on.surfaceId) !== null);
      if (named.length === 0) return [];
      const ended = named.every((on) => on.phase === "ended" || on.phase === "cancelled");
      const lastEnd = Math.max(...named.map((on) => (on.endedAt === null ? 0 : Date.parse(on.endedAt))));
      return [
        {
          id: row.id,
          surfaceIds: named.map((on) => on.surfaceId),
          surfaceNames: named.map((on) => findDisplayName(on.surfaceId) ?? ""),
          startsAt: Date.parse(row.startsAt),
          endsAt: ended && named.some((on) => on.phase === "ended") ? lastEnd : Date.parse(row.endsAt),
          note: publicNote(row.publicNote),
          phase: phaseAt(row, named, now),
          sequence: row.sequence,
          createdAt: Date.parse(row.createdAt),
          updatedAt: Date.parse(row.updatedAt),
        },
      ];
    })
    .sort((a, b) => a.startsAt - b.startsAt || a.id.localeCompare(b.id));
}

function phaseAt(row: StoredWindow, on: readonly StoredWindowSurface[], now: number): HistoryWindow["phase"] {
  if (on.every(({ phase }) => phase === "cancelled")) return "cancelled";
  if (on.every(({ phase }) => phase === "ended" || phase === "cancelled") || Date.parse(row.endsAt) <= now)
    return "ended";
  return on.some(({ phase }) => phase === "running") || Date.parse(row.startsAt) <= now ? "running" : "scheduled";
}

/** The running and scheduled windows, in the same order. */
export const currentWindows = (windows: readonly HistoryWindow[]): PublicWindow[] =>
  windows.flatMap(({ id, surfaceIds, surfaceNames, startsAt, endsAt, phase, note }) =>
    phase === "running" || phase === "scheduled"
      ? [
          {
            id,
            surface_ids: [...surfaceIds],
            surface_display_names: [...surfaceNames],
            starts_at: toPublicTime(startsAt),
            ends_at: toPublicTime(endsAt),
            phase,
            public_note: note,
          },
        ]
      : [],
  );
