import { type Phase, SEVERITIES, type Severity } from "@/lib/core/engine/states";
import type { IncidentSurface, IncidentUpdate } from "@/lib/schemas/public";

/** A row of an incident: one surface at a time; times as ISO text. */
export type StoryRow = {
  id: number;
  surfaceId: string;
  severity: Severity;
  openedAt: string;
  resolvedAt: string | null;
};

/** An update of a row as it is stored; without a number where the clock has made it and no write has stored it. */
export type StoryUpdate = {
  id?: number;
  incidentId: number;
  surfaceId: string;
  kind: IncidentUpdate["kind"];
  severity: Severity | null;
  publicNote: string | null;
  effectiveAt: string;
};

/** A revision of the incident as it is stored (contract §2.12). */
export type StoryRevision = {
  incidentId: number;
  revision: number;
  phase: Phase | "postmortem";
  title: string | null;
  body: string | null;
  at: string;
  updateId: number;
};

/** Updates of rows that readers were told of at once; `said` is what was told beside them. */
type Step = { revision: number; said: StoryRevision | null; updates: readonly StoryUpdate[] };

/** The incident's steps, in order: its revisions, and then each update that has none by itself. A postmortem is no step. */
function toSteps(updates: readonly StoryUpdate[], revisions: readonly StoryRevision[]): Step[] {
  const left = updates.toSorted((a, b) => (a.id ?? Number.MAX_SAFE_INTEGER) - (b.id ?? Number.MAX_SAFE_INTEGER));
  const steps = revisions.map((said): Step => {
    const until = left.findIndex(({ id = Number.MAX_SAFE_INTEGER }) => id > said.updateId);
    return { revision: said.revision, said, updates: left.splice(0, until === -1 ? left.length : until) };
  });
  const last = revisions.at(-1)?.revision ?? 0;
  const unnumbered = left.map((update, i): Step => ({ revision: last + 1 + i, said: null, updates: [update] }));
  return [...steps.filter(({ said }) => said?.phase !== "postmortem"), ...unnumbered];
}

const worst = (severities: readonly Severity[]): Severity | undefined =>
  SEVERITIES.find((severity) => severities.includes(severity));

/** What readers were told of an incident, one after the other; `judge` gives a note as it may be published. */
export function tellSteps(
  rows: readonly StoryRow[],
  {
    updates,
    revisions,
    judge,
  }: {
    updates: readonly StoryUpdate[];
    revisions: readonly StoryRevision[];
    judge: (note: string | null) => string | null;
  },
): IncidentUpdate[] {
  const severityOf = new Map(rows.map(({ id, severity }) => [id, severity]));
  const open = new Map<number, { surfaceId: string; severity: Severity }>();
  const told: IncidentUpdate[] = [];
  for (const { revision, said, updates: changed } of toSteps(updates, revisions)) {
    const wasOpen = open.size > 0;
    const changes = new Map<string, Severity | null>();
    const seen: Severity[] = [];
    for (const { incidentId, surfaceId, kind, severity: updated } of changed) {
      const severity = updated ?? severityOf.get(incidentId) ?? "degraded";
      const before = open.get(incidentId);
      if (before && before.surfaceId !== surfaceId) changes.set(before.surfaceId, null);
      changes.set(surfaceId, kind === "resolved" ? null : severity);
      if (kind === "resolved") open.delete(incidentId);
      else open.set(incidentId, { surfaceId, severity });
      seen.push(severity);
    }
    if (changed.length === 0) for (const { surfaceId, severity } of open.values()) changes.set(surfaceId, severity);
    const last = told.at(-1);
    const isOver = open.size === 0;
    told.push({
      revision,
      at: Math.max(
        ...(changed.length > 0 ? changed.map((it) => Date.parse(it.effectiveAt)) : [Date.parse(said?.at ?? "")]),
      ),
      kind: isOver ? "resolved" : last === undefined ? "opened" : wasOpen ? "updated" : "reopened",
      phase: phaseOf({ said, isOver, last }),
      severity:
        worst([...open.values()].map(({ severity }) => severity)) ?? worst(seen) ?? last?.severity ?? "degraded",
      note: judge(changed.findLast(({ publicNote }) => publicNote !== null)?.publicNote ?? null),
      changes: [...changes].map(([surfaceId, severity]) => ({ surfaceId, severity })),
    });
  }
  return withoutEchoes(told);
}

function phaseOf({
  said,
  isOver,
  last,
}: {
  said: StoryRevision | null;
  isOver: boolean;
  last: IncidentUpdate | undefined;
}): Phase {
  if (isOver) return "resolved";
  if (said && said.phase !== "postmortem" && said.phase !== "resolved") return said.phase;
  return last && last.phase !== "resolved" ? last.phase : "investigating";
}

/**
 * A close without a last word stores the note that was there before: readers have read it, and it says nothing of the end. So does a
 * surface that comes or goes while the incident lasts.
 */
function withoutEchoes(told: readonly IncidentUpdate[]): IncidentUpdate[] {
  const surfaces = new Set<string>();
  return told.map((update, i) => {
    const before = told.slice(0, i);
    const comesOrGoes =
      update.kind === "updated" &&
      update.changes.every(({ surfaceId, severity }) => severity === null || !surfaces.has(surfaceId));
    for (const { surfaceId, severity } of update.changes)
      if (severity === null) surfaces.delete(surfaceId);
      else surfaces.add(surfaceId);
    const isEcho =
      (update.kind === "resolved" && before.some(({ kind, note }) => kind !== "resolved" && note === update.note)) ||
      (comesOrGoes && before.findLast(({ note }) => note !== null)?.note === update.note);
    return isEcho ? { ...update, note: null } : update;
  });
}

/** The incident's surfaces, each from when to when it was part of it, in the order in which they came. */
export function listSurfaces(
  rows: readonly StoryRow[],
  updates: readonly StoryUpdate[],
  findDisplayName: (surfaceId: string) => string | null,
): IncidentSurface[] {
  const byRow = Map.groupBy(updates, ({ incidentId }) => incidentId);
  const stays = rows.flatMap((row) => listStays(row, byRow.get(row.id) ?? []));
  const surfaces = new Map<string, IncidentSurface>();
  for (const { surfaceId: id, severity, openedAt, resolvedAt } of stays.toSorted((a, b) => a.openedAt - b.openedAt)) {
    const name = findDisplayName(id);
    if (name === null) continue;
    const before = surfaces.get(id);
    // Of two stays that began at once, the one that went on longer is the later one.
    const isEarlier = before?.openedAt === openedAt && endOf(before) > endOf({ resolvedAt });
    if (!isEarlier) surfaces.set(id, { id, name, severity, openedAt: before?.openedAt ?? openedAt, resolvedAt });
  }
  return [...surfaces.values()];
}

const endOf = ({ resolvedAt }: Pick<Stay, "resolvedAt">): number => resolvedAt ?? Number.POSITIVE_INFINITY;

/** A row, whose severity may be unknown. */
type Placed<S> = Omit<StoryRow, "id" | "severity"> & { severity: S };

/** A time in which an incident was open on a surface; epoch milliseconds, `resolvedAt` null while it is. */
export type Stay<S = Severity> = { surfaceId: string; severity: S; openedAt: number; resolvedAt: number | null };

/**
 * The surfaces on which a row was open, one after the other: it moves, ends, and is reopened where it was or elsewhere. Its first opening and
 * its last end are the row's own, which a correction may have changed. Of its updates those are enough by which it moved, ended or was reopened.
 */
export function listStays<S extends Severity | null>(
  row: Placed<S>,
  updates: readonly StoryUpdate[],
): Stay<S | Severity>[] {
  const stays: Stay<S | Severity>[] = [];
  let open: Stay<S | Severity> | null = null;
  let at = Date.parse(row.openedAt);
  for (const { surfaceId, severity, kind, effectiveAt } of updates) {
    const began = stays.length === 0 ? at : Date.parse(effectiveAt);
    at = Date.parse(effectiveAt);
    if (open && open.surfaceId !== surfaceId) {
      open.resolvedAt = at;
      open = null;
    }
    if (!open) {
      // An end without the update that began what it ends is that of the row's own opening, or of one that was not read.
      if (kind === "resolved" && stays.length > 0) continue;
      open = { surfaceId, severity: row.severity, openedAt: began, resolvedAt: null };
      stays.push(open);
    }
    open.severity = severity ?? row.severity;
    open.resolvedAt = kind === "resolved" ? at : null;
    if (kind === "resolved") open = null;
  }
  return endAsRow(row, stays, at);
}

/** The last stay is where the row is and ends as the row does. */
function endAsRow<S>({ surfaceId, severity, resolvedAt }: Placed<S>, stays: readonly Stay<S | Severity>[], at: number) {
  const end = resolvedAt === null ? null : Date.parse(resolvedAt);
  const last = stays.at(-1);
  if (last && (last.surfaceId === surfaceId || last.resolvedAt !== null))
    return [...stays.slice(0, -1), { ...last, severity, resolvedAt: end }];
  const left = last ? [...stays.slice(0, -1), { ...last, resolvedAt: at }] : [];
  return [...left, { surfaceId, severity, openedAt: at, resolvedAt: end }];
}
