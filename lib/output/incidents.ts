import type { Severity, State } from "@/lib/core/engine/states";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import type { ActiveIncident } from "@/lib/schemas/page";
import type { IncidentUpdate, PublicIncident, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { firstSentence, titleOf } from "./incident-title";
import type { MeasuredOutage } from "./measured";
import { publicNote } from "./note";

export type HistoryIncident = FallbackSnapshot["told"][number];
export type HistoryWindow = FallbackSnapshot["windows"][number];

/** An incident as a line of a list, with the title of its own. */
export type HistoryLine = Omit<HistoryIncident, "words" | "updatedAt"> & { title: string | null };

export function toLine(incident: HistoryIncident): HistoryLine {
  const { words: _, updatedAt: __, ...line } = incident;
  return { ...line, title: titleOf(incident) };
}

/** Everything public from which feeds, calendars and the Statuspage API are built: already projected and checked by the note policy. */
export type PublicHistory = {
  /** The instant that it shows. */
  now: number;
  /** It is from the fallback snapshot, since D1 can't be read. */
  stale?: boolean;
  /** There is no snapshot either: nothing is known of incidents and windows, and the lists are empty. */
  isLost?: boolean;
  overall: State;
  /** The whole page's state in every channel that shows one (contract §1.6). */
  verdict: State;
  surfaces: readonly PublicSurface[];
  /** Newest first. */
  incidents: readonly HistoryIncident[];
  /** By start. */
  windows: readonly HistoryWindow[];
  /** Newest first. */
  measured: readonly MeasuredOutage[];
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

/** An open incident as it is stored, with the first note of its updates. */
type StoredActive = Pick<StoredIncident, "id" | "surfaceId" | "severity" | "openedAt" | "publicNote"> & {
  updates: number;
  lastUpdateAt: string | null;
};

/** Open incidents in the public view; those of surfaces outside the registry are left out. */
export function projectActive(incidents: readonly StoredActive[], findDisplayName: FindDisplayName): ActiveIncident[] {
  return incidents.flatMap(({ id, surfaceId, severity, openedAt, publicNote: note, updates, lastUpdateAt }) => {
    const name = findDisplayName(surfaceId);
    if (name === null || severity === null) return [];
    return [
      {
        id: publicIncidentId(id),
        surface_id: surfaceId,
        surface_display_name: name,
        severity,
        title: firstSentence(publicNote(note)),
        opened_at: toPublicTime(Date.parse(openedAt)),
        updates: Number(updates),
        last_update_at: toPublicTime(Date.parse(lastUpdateAt ?? openedAt)),
      },
    ];
  });
}

/** The same of incidents that are projected already. */
export const activeOf = (incidents: readonly HistoryIncident[]): ActiveIncident[] =>
  incidents
    .filter(({ resolvedAt }) => resolvedAt === null)
    .map((incident) => ({
      id: incident.id,
      surface_id: incident.surfaceId,
      surface_display_name: incident.surfaceName,
      severity: incident.severity,
      title: titleOf(incident),
      opened_at: toPublicTime(incident.openedAt),
      updates: incident.words.length,
      last_update_at: toPublicTime(incident.words.at(-1)?.at ?? incident.openedAt),
    }));

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
    const updates = withoutEchoes(
      (byIncident.get(row.id) ?? []).map((update) => projectUpdate(update, row.severity as Severity)),
    );
    return [
      {
        id: publicIncidentId(row.id),
        surfaceId: row.surfaceId,
        surfaceName,
        severity: row.severity,
        openedAt: Date.parse(row.openedAt),
        resolvedAt: row.resolvedAt === null ? null : Date.parse(row.resolvedAt),
        note: updates.at(-1)?.kind === "resolved" ? (updates.at(-1)?.note ?? null) : publicNote(row.publicNote),
        words: updates,
        // A correction changes the row and adds no update; an update found late is written after its own time.
        updatedAt: Math.max(Date.parse(row.updatedAt), ...updates.map((update) => update.at)),
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

/** A close without a last word stores the note that was there before: readers have read it, and it says nothing of the end. */
function withoutEchoes(updates: readonly IncidentUpdate[]): IncidentUpdate[] {
  return updates.map((update, i) => {
    const isEcho =
      update.kind === "resolved" &&
      updates.slice(0, i).some(({ kind, note }) => kind !== "resolved" && note === update.note);
    return isEcho ? { ...update, note: null } : update;
  });
}
