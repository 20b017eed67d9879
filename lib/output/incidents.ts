import { type Phase, SEVERITIES, type Severity, type State } from "@/lib/core/engine/states";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import type { ActiveIncident } from "@/lib/schemas/page";
import type { IncidentSurface, PublicIncident, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { listSurfaces, type StoryRevision, type StoryUpdate, tellSteps } from "./incident-story";
import { firstSentence, titleOf } from "./incident-title";
import type { MeasuredOutage } from "./measured";
import { publicDocument, publicNote } from "./note";

export type HistoryIncident = FallbackSnapshot["told"][number];
export type HistoryWindow = FallbackSnapshot["windows"][number];

/** An incident as a line of a list, with the title of its own. */
export type HistoryLine = Omit<HistoryIncident, "words" | "postmortem" | "updatedAt">;

export function toLine(incident: HistoryIncident): HistoryLine {
  const { words: _, postmortem: __, updatedAt: ___, ...line } = incident;
  return { ...line, title: titleOf(incident) };
}

/** An incident's surfaces by name, in their order. */
export const surfaceNames = ({ surfaces }: Pick<HistoryIncident, "surfaces">): string[] =>
  surfaces.map(({ name }) => name);

/** The incident on these surfaces only; none where it is on no such surface. */
export function onSurfaces(incident: HistoryIncident, isShown: (surfaceId: string) => boolean): HistoryIncident[] {
  const surfaces = incident.surfaces.filter(({ id }) => isShown(id));
  return surfaces.length === 0 ? [] : [{ ...incident, surfaces }];
}

/** The incident as a line of one surface's list: since when and how bad it was there; none where it was never on it. */
export function linesOn(incident: HistoryIncident, surfaceId: string): HistoryLine[] {
  const part = partOn(incident, surfaceId);
  if (!part) return [];
  const { severity, openedAt, resolvedAt } = part;
  return [{ ...toLine(incident), severity, openedAt, resolvedAt }];
}

/** An incident's part on a surface; undefined where it was never on it. */
export const partOn = (
  { surfaces }: Pick<HistoryIncident, "surfaces">,
  surfaceId: string,
): IncidentSurface | undefined => surfaces.find(({ id }) => id === surfaceId);

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

/** The rows that are told in another row's incident, by their public ids: theirs, and the incident's. */
export const listToldIn = (rows: readonly { id: number; incident: number }[]): Record<string, string> =>
  Object.fromEntries(
    rows
      .filter(({ id, incident }) => Number(incident) !== id)
      .map(({ id, incident }) => [publicIncidentId(id), publicIncidentId(Number(incident))]),
  );

/** A row of an open incident as it is stored, with that incident's given title and phase, and the first note of its updates. */
type StoredActive = Pick<StoredIncident, "surfaceId" | "severity" | "openedAt" | "publicNote"> & {
  incident: number;
  title: string | null;
  phase: Phase | "postmortem" | null;
  updates: number;
  lastUpdateAt: string | null;
};

/** Maintenance has no phases; an incident that is open is under investigation unless somebody has said more. */
const openPhase = (severity: Severity, phase: StoredActive["phase"]): ActiveIncident["phase"] => {
  if (severity === "maintenance") return null;
  return phase === null || phase === "postmortem" || phase === "resolved" ? "investigating" : phase;
};

/** Open incidents in the public view, an item a surface; those of surfaces outside the registry are left out. */
export function projectActive(incidents: readonly StoredActive[], findDisplayName: FindDisplayName): ActiveIncident[] {
  return incidents.flatMap(({ incident, surfaceId, severity, openedAt, ...row }) => {
    const name = findDisplayName(surfaceId);
    if (name === null || severity === null) return [];
    return [
      {
        id: publicIncidentId(Number(incident)),
        surface_id: surfaceId,
        surface_display_name: name,
        severity,
        title: publicNote(row.title) ?? firstSentence(publicNote(row.publicNote)),
        phase: openPhase(severity, row.phase),
        opened_at: toPublicTime(Date.parse(openedAt)),
        updates: Number(row.updates),
        last_update_at: toPublicTime(Date.parse(row.lastUpdateAt ?? openedAt)),
      },
    ];
  });
}

/** The same of incidents that are projected already. */
export const activeOf = (incidents: readonly HistoryIncident[]): ActiveIncident[] =>
  incidents.flatMap((incident) =>
    incident.surfaces
      .filter(({ resolvedAt }) => resolvedAt === null)
      .map(({ id, name, severity, openedAt }) => ({
        id: incident.id,
        surface_id: id,
        surface_display_name: name,
        severity,
        title: titleOf(incident),
        phase: openPhase(severity, incident.words.at(-1)?.phase ?? null),
        opened_at: toPublicTime(openedAt),
        updates: incident.words.length,
        last_update_at: toPublicTime(incident.words.at(-1)?.at ?? incident.openedAt),
      })),
  );

/** A row with the incident that it is told in, and the title that somebody gave that where it is read without revisions. */
type ToldRow = StoredIncident & { incident: number; title?: string | null };

type Told = { updates: readonly StoryUpdate[]; revisions: readonly StoryRevision[] };

/** Incidents in the public view, each with all of its rows, newest first; those of surfaces outside the registry are left out. */
export function projectHistory(
  rows: readonly ToldRow[],
  { updates, revisions }: Told,
  findDisplayName: FindDisplayName,
): HistoryIncident[] {
  const byRow = Map.groupBy(updates, (update) => update.incidentId);
  const byIncident = Map.groupBy(revisions, (revision) => revision.incidentId);
  const shown = rows.filter(isShown).filter(({ surfaceId }) => findDisplayName(surfaceId) !== null);
  return [...Map.groupBy(shown, ({ incident }) => Number(incident))]
    .map(([id, parts]) => {
      const own = parts.flatMap((row) => byRow.get(row.id) ?? []);
      const told = { updates: own, revisions: byIncident.get(id) ?? [] };
      return projectIncident(
        id,
        parts.toSorted((a, b) => a.id - b.id),
        { told, findDisplayName },
      );
    })
    .sort((a, b) => b.openedAt - a.openedAt);
}

type ShownRow = ToldRow & { severity: Severity };
const isShown = (row: ToldRow): row is ShownRow => row.severity !== null;

function projectIncident(
  id: number,
  rows: readonly ShownRow[],
  { told, findDisplayName }: { told: Told; findDisplayName: FindDisplayName },
): HistoryIncident {
  const words = tellSteps(rows, { ...told, judge: publicNote });
  const open = rows.filter(({ resolvedAt }) => resolvedAt === null);
  const telling = open.length > 0 ? open : rows;
  const last = words.at(-1);
  const document = told.revisions.findLast(({ phase }) => phase === "postmortem");
  const text = document?.body ? publicDocument(document.body) : null;
  return {
    id: publicIncidentId(id),
    title: publicNote((told.revisions.at(-1) ?? rows[0])?.title ?? null),
    surfaces: listSurfaces(rows, told.updates, findDisplayName),
    severity: SEVERITIES.find((each) => telling.some(({ severity }) => severity === each)) ?? "degraded",
    openedAt: Math.min(...rows.map(({ openedAt }) => Date.parse(openedAt))),
    resolvedAt: open.length > 0 ? null : Math.max(...rows.map(({ resolvedAt }) => Date.parse(resolvedAt ?? ""))),
    note: last?.kind === "resolved" ? last.note : publicNote(telling[0]?.publicNote ?? null),
    words,
    postmortem: document && text ? { revision: document.revision, at: Date.parse(document.at), text } : null,
    // A correction changes the row and adds no update; an update found late is written after its own time.
    updatedAt: Math.max(
      ...rows.map(({ updatedAt }) => Date.parse(updatedAt)),
      ...words.map(({ at }) => at),
      ...told.revisions.map(({ at }) => Date.parse(at)),
    ),
  };
}
