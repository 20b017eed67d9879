import { correctIncident, type FoundIncident } from "@/db/queries/status-incidents";
import { type Change, pictureOf, unchanged } from "@/lib/engine/outcome";
import { AppError, type Issue } from "@/lib/errors";
import { publicIncidentId } from "@/lib/public/incidents";
import type { OpsWriteOf } from "@/lib/schemas/ops-write";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";
import { type Draft, type DraftInput, refuse } from "./draft";

type Times = { openedAt: number; resolvedAt: number | null; note: string | null };

/**
 * Corrects the record of an incident: when it was opened and resolved, and of a resolved one its note. The log says so with a row
 * of equal states that names both values; uptime, which is counted from states, stays as it was.
 */
export function draftCorrection({ ctx, board, write, actor }: DraftInput<OpsWriteOf<"correct_incident">>): Draft {
  const { incident } = board;
  if (incident === null || incident.id !== write.incident_id) throw new AppError("unknown_incident");
  const before = timesOf(incident);
  const after: Times = {
    openedAt: write.opened_at ?? before.openedAt,
    resolvedAt: write.resolved_at ?? before.resolvedAt,
    note: write.public_note === undefined ? before.note : write.public_note,
  };
  const issues = faultsOf(before, after, ctx.now);
  if (issues.length > 0) throw refuse(issues);
  const loaded = board.surfaces.get(incident.surfaceId);
  const outcomes = loaded ? [{ ...unchanged(loaded.surface), changes: [rowOf(loaded.surface, actor, ctx.now)] }] : [];
  return {
    outcomes,
    statements: correctIncident(ctx.db, incident, after, ctx.now),
    remark: remarkOf(incident, before, after),
    remarkOn: "manual",
  };
}

const timesOf = (row: FoundIncident): Times => ({
  openedAt: Date.parse(row.openedAt),
  resolvedAt: row.resolvedAt === null ? null : Date.parse(row.resolvedAt),
  note: row.publicNote,
});

function faultsOf(before: Times, after: Times, now: number): Issue[] {
  const { openedAt, resolvedAt } = after;
  return [
    before.resolvedAt === null && resolvedAt !== null
      ? { path: "resolved_at", message: "the incident is open: it is resolved by its ticket, window or pin" }
      : null,
    before.resolvedAt === null && after.note !== before.note
      ? { path: "public_note", message: "the incident is open: edit the note of its surface" }
      : null,
    openedAt > now ? { path: "opened_at", message: "must not be in the future" } : null,
    resolvedAt !== null && resolvedAt > now ? { path: "resolved_at", message: "must not be in the future" } : null,
    resolvedAt !== null && resolvedAt < openedAt
      ? { path: "resolved_at", message: "must not be before opened_at" }
      : null,
  ].filter((issue) => issue !== null);
}

type Board = DraftInput["board"]["surfaces"];
type Surface = NonNullable<ReturnType<Board["get"]>>["surface"];

const rowOf = (surface: Surface, actor: string, now: number): Change => ({
  surfaceId: surface.id,
  effectiveAt: Math.max(now, surface.updatedAt),
  actor,
  source: "manual",
  previousState: surface.state,
  newState: surface.state,
  because: "corrected",
  picture: pictureOf(surface),
});

function remarkOf(incident: FoundIncident, before: Times, after: Times): string {
  const changed = [
    before.openedAt === after.openedAt ? null : `opened_at ${toIso(before.openedAt)} → ${toIso(after.openedAt)}`,
    before.resolvedAt === after.resolvedAt
      ? null
      : `resolved_at ${toIsoOrNull(before.resolvedAt)} → ${toIsoOrNull(after.resolvedAt)}`,
    before.note === after.note ? null : "public_note",
  ].filter((part) => part !== null);
  return `${publicIncidentId(incident.id)}: ${changed.join(", ") || "nothing changed"}`;
}
