import { correctIncident, type IncidentWithTable } from "@/db/queries/status-incidents";
import { type Change, type Outcome, toPublicView, unchanged } from "@/lib/core/engine/outcome";
import type { Surface } from "@/lib/core/engine/surface";
import { publicIncidentId } from "@/lib/output/incidents";
import { AppError, type Issue, invalidInput } from "@/lib/platform/problems";
import type { OpsWriteNamed } from "@/lib/schemas/ops-write";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";
import type { Draft, DraftInput } from "@/lib/services/operators/draft-write";

type Times = { openedAt: number; resolvedAt: number | null; note: string | null };

/** The log gets a row with equal states that names both values; uptime, which is counted from states, does not change. */
export function draftCorrection({ ctx, loaded, write, actor }: DraftInput<OpsWriteNamed<"correct_incident">>): Draft {
  const { incident } = loaded;
  if (incident === null || incident.id !== write.incident_id) throw new AppError("unknown_incident");
  const before = listTimes(incident);
  const after: Times = {
    openedAt: write.opened_at ?? before.openedAt,
    resolvedAt: write.resolved_at ?? before.resolvedAt,
    note: write.public_note === undefined ? before.note : write.public_note,
  };
  const issues = listFaults(before, after, ctx.now);
  if (issues.length > 0) throw invalidInput(...issues);
  const found = loaded.surfaces.get(incident.surfaceId);
  const outcomes = found ? [recordChange(found.surface, actor, ctx.now)] : [];
  return {
    outcomes,
    statements: correctIncident(ctx.db, incident, after, ctx.clock()),
    remark: toRemark(incident, before, after),
    remarkOn: "manual",
    record: { before: viewTimes(before), after: viewTimes(after) },
  };
}

const viewTimes = ({ openedAt, resolvedAt, note }: Times) => ({
  opened_at: toIso(openedAt),
  resolved_at: toIsoOrNull(resolvedAt),
  public_note: note,
});

const listTimes = (row: IncidentWithTable): Times => ({
  openedAt: Date.parse(row.openedAt),
  resolvedAt: row.resolvedAt === null ? null : Date.parse(row.resolvedAt),
  note: row.publicNote,
});

function listFaults(before: Times, { openedAt, resolvedAt, note }: Times, now: number): Issue[] {
  const isOpen = before.resolvedAt === null;
  const faults: [isFault: boolean, path: string, message: string][] = [
    [isOpen && resolvedAt !== null, "resolved_at", "the incident is open: it is resolved by its ticket, window or pin"],
    [isOpen && note !== before.note, "public_note", "the incident is open: edit the note of its surface"],
    [openedAt > now, "opened_at", "must not be in the future"],
    [resolvedAt !== null && resolvedAt > now, "resolved_at", "must not be in the future"],
    [resolvedAt !== null && resolvedAt < openedAt, "resolved_at", "must not be before opened_at"],
  ];
  return faults.filter(([isFault]) => isFault).map(([, path, message]) => ({ path, message }));
}

/** An outcome that only logs, with equal states, that the record of an incident on this surface was changed. */
export const recordChange = (surface: Surface, actor: string, now: number): Outcome => ({
  ...unchanged(surface),
  changes: [auditRow(surface, actor, now)],
});

const auditRow = (surface: Surface, actor: string, now: number): Change => ({
  surfaceId: surface.id,
  effectiveAt: Math.max(now, surface.updatedAt),
  actor,
  source: "manual",
  previousState: surface.state,
  newState: surface.state,
  because: "corrected",
  publicView: toPublicView(surface),
});

function toRemark(incident: IncidentWithTable, before: Times, after: Times): string {
  const changed = [
    before.openedAt === after.openedAt ? null : `opened_at ${toIso(before.openedAt)} → ${toIso(after.openedAt)}`,
    before.resolvedAt === after.resolvedAt
      ? null
      : `resolved_at ${toIsoOrNull(before.resolvedAt)} → ${toIsoOrNull(after.resolvedAt)}`,
    before.note === after.note ? null : "public_note",
  ].filter((part) => part !== null);
  return `${publicIncidentId(incident.id)}: ${changed.join(", ") || "nothing changed"}`;
}
