import { changeWindow, type PlannedWindow } from "@/db/queries/maintenance-windows";
import { correctIncident, type FoundIncident } from "@/db/queries/status-incidents";
import type { Context } from "@/lib/context";
import { decide, type Report } from "@/lib/engine/decide";
import { type Change, type IncidentStep, type Outcome, pictureOf, unchanged } from "@/lib/engine/outcome";
import { AppError, type Issue } from "@/lib/errors";
import { publicIncidentId } from "@/lib/public/incidents";
import type { OpsWrite, OpsWriteOf } from "@/lib/schemas/ops-write";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";
import type { Decision } from "@/lib/usecases/commit";
import { newWindow } from "@/lib/usecases/maintenance/plan";
import { findSurface } from "@/lib/usecases/surfaces/load";
import type { OperatorBoard } from "./load";

/** What a write would do, before it is known whether its operator saw everything. Used to preview it and to do it. */
export type Draft = Omit<Decision<unknown>, "result"> & {
  /** When readers will read it, where that is not at once. */
  readAt?: number;
  windowId?: string;
};

type DraftInput<W = OpsWrite> = { ctx: Context; board: OperatorBoard; write: W; actor: string };

/** What is wrong with the input (422). */
const refuse = (issues: readonly Issue[]): AppError => new AppError("invalid_request", undefined, issues);

/** Decides a write on a board; throws what is wrong with the input (404, 422). Pure but for the new window's id. */
export function draftWrite(input: DraftInput): Draft {
  const { write } = input;
  switch (write.action) {
    case "override":
    case "clear":
      return draftPin({ ...input, write });
    case "note":
      return draftNote({ ...input, write });
    case "plan_window":
      return draftWindow({ ...input, write });
    case "edit_window":
      return draftEdit({ ...input, write });
    case "end_window":
      return draftEnd({ ...input, write });
    case "correct_incident":
      return draftCorrection({ ...input, write });
  }
}

function requireFuture({ now }: Context, times: Record<string, number | null | undefined>): void {
  const issues = Object.entries(times)
    .filter(([, at]) => at && at <= now)
    .map(([path]) => ({ path, message: "must be in the future" }));
  if (issues.length > 0) throw refuse(issues);
}

function draftPin({ ctx, board, write, actor }: DraftInput<OpsWriteOf<"override"> | OpsWriteOf<"clear">>): Draft {
  const pin = write.action === "override" ? write : null;
  requireFuture(ctx, { expires_at: pin?.expires_at, maintenance_until: pin?.maintenance_until });
  const report: Report = {
    kind: "manual",
    actor,
    state: pin?.state ?? "OPERATIONAL",
    note: write.public_note,
    ticketFlag: pin?.ticket_pending,
    expiresAt: pin?.expires_at ?? null,
    maintenanceUntil: pin?.maintenance_until ?? null,
  };
  return {
    outcomes: write.surfaces.map(({ surface_id }) => decide(findSurface(board, surface_id).surface, report, ctx.now)),
  };
}

function draftNote({ ctx, board, write, actor }: DraftInput<OpsWriteOf<"note">>): Draft {
  const report: Report = { kind: "note", actor, note: write.public_note };
  const outcomes = write.surfaces.map(({ surface_id }) =>
    decide(findSurface(board, surface_id).surface, report, ctx.now),
  );
  const ticketIncidents = outcomes.flatMap((outcome) => ticketSteps(board, outcome, ctx.now));
  return { outcomes, ticketIncidents, remark: "public note edited", remarkOn: "manual" };
}

/** The engine does not know the incidents behind tickets: a ticket whose note was replaced has one more word on its. */
function ticketSteps(board: OperatorBoard, { surface }: Outcome, at: number): IncidentStep[] {
  const before = findSurface(board, surface.id).surface.tickets;
  return surface.tickets.flatMap((ticket) => {
    const key = board.incidentKeys.get(ticket.key);
    if (!key || before.find((was) => was.key === ticket.key)?.note === ticket.note) return [];
    const { severity, note } = ticket;
    return [{ op: "update" as const, key, surfaceId: surface.id, severity, note, at }];
  });
}

function draftWindow({ ctx, board, write, actor }: DraftInput<OpsWriteOf<"plan_window">>): Draft {
  requireFuture(ctx, { ends_at: write.ends_at });
  const window: PlannedWindow = newWindow(ctx, { ...write, actor });
  const report = { kind: "window", op: "add", actor, window: { ...window, running: false } } as const;
  const outcomes = window.surfaceIds.map((id) => decide(findSurface(board, id).surface, report, ctx.now));
  return { outcomes, window, windowId: window.id, readAt: Math.max(ctx.now, window.beginsAt) };
}

function activeOn({ ctx, board, write }: DraftInput<{ window_id: string }>) {
  const on = [...board.surfaces.values()]
    .map(({ surface }) => surface)
    .filter(({ windows }) => windows.some(({ id, endsAt }) => id === write.window_id && endsAt > ctx.now));
  const window = on.flatMap(({ windows }) => windows).find(({ id }) => id === write.window_id);
  if (!window || !board.window) throw new AppError("unknown_window");
  return { on, window, planned: board.window };
}

function draftEdit(input: DraftInput<OpsWriteOf<"edit_window">>): Draft {
  const { ctx, write, actor } = input;
  const { on, window, planned } = activeOn(input);
  const hasBegun = window.running || window.beginsAt <= ctx.now;
  if (hasBegun && write.starts_at !== undefined && write.starts_at !== Date.parse(planned.startsAt))
    throw refuse([{ path: "starts_at", message: "the window has begun" }]);
  const startsAt = write.starts_at ?? Date.parse(planned.startsAt);
  const endsAt = write.ends_at ?? window.endsAt;
  const note = write.public_note === undefined ? window.note : write.public_note;
  requireFuture(ctx, { ends_at: endsAt });
  if (endsAt <= startsAt) throw refuse([{ path: "ends_at", message: "must be after starts_at" }]);
  const beginsAt = hasBegun ? window.beginsAt : Math.max(startsAt, ctx.now);
  const report = {
    kind: "window",
    op: "change",
    actor,
    windowId: window.id,
    change: { beginsAt, endsAt, note },
  } as const;
  return {
    outcomes: on.map((surface) => decide(surface, report, ctx.now)),
    statements: [changeWindow(ctx.db, { id: window.id, startsAt, endsAt, note }, ctx.now)],
    windowId: window.id,
    readAt: Math.max(ctx.now, beginsAt),
  };
}

function draftEnd(input: DraftInput<OpsWriteOf<"end_window">>): Draft {
  const { ctx, actor } = input;
  const { on, window } = activeOn(input);
  const report = { kind: "window", op: "end", actor, windowId: window.id } as const;
  return {
    outcomes: on.map((surface) => decide(surface, report, ctx.now)),
    touchedWindow: window.id,
    windowId: window.id,
  };
}

type Times = { openedAt: number; resolvedAt: number | null; note: string | null };

/**
 * Corrects the record of an incident: when it was opened and resolved, and of a resolved one its note. The log says so with a row
 * of equal states that names both values; uptime, which is counted from states, stays as it was.
 */
function draftCorrection({ ctx, board, write, actor }: DraftInput<OpsWriteOf<"correct_incident">>): Draft {
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

type Loaded = DraftInput["board"]["surfaces"];
type Surface = NonNullable<ReturnType<Loaded["get"]>>["surface"];

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
