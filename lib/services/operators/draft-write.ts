import { changeWindow, type PlannedWindow, type WindowRow } from "@/db/queries/maintenance-windows";
import { decide, type Report } from "@/lib/core/engine/decide";
import type { IncidentStep, Outcome } from "@/lib/core/engine/outcome";
import type { Surface } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import { AppError, invalidInput, requireFuture } from "@/lib/platform/problems";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { OpsWrite, OpsWriteNamed } from "@/lib/schemas/ops-write";
import { toIso } from "@/lib/schemas/times";
import type { Decision } from "@/lib/services/commit";
import { draftCorrection } from "@/lib/services/incidents/correct";
import { draftIncident } from "@/lib/services/incidents/draft";
import { newWindow } from "@/lib/services/maintenance/plan";
import { findSurface } from "@/lib/services/surfaces/load";
import type { OperatorState } from "./load";

/** What a write would do, before it is checked whether its operator had seen the latest changes. Used to preview it and to run it. */
export type Draft = Omit<Decision<unknown>, "result"> & {
  /** When readers will see it, where that is not at once. */
  readAt?: number;
  windowId?: string;
  record?: OpsPreview["record"];
  /** The incident that it tells of. */
  incidentKey?: string;
};

export type DraftInput<W = OpsWrite> = { ctx: Context; loaded: OperatorState; write: W; actor: string };

type ReportInput = Pick<DraftInput, "ctx" | "loaded">;

const surfaceIds = ({ surfaces }: { surfaces: readonly { surface_id: string }[] }): string[] =>
  surfaces.map(({ surface_id }) => surface_id);

const decideEach = ({ ctx, loaded }: ReportInput, ids: readonly string[], report: Report): Outcome[] =>
  ids.map((id) => decide(findSurface(loaded, id).surface, report, ctx.now));

/** Decides a write on the loaded surfaces; throws for wrong input (404, 422). Pure except for a new window's id. */
export function draftWrite(input: DraftInput): Draft {
  const { write } = input;
  switch (write.action) {
    case "override":
    case "clear":
      return draftOverride({ ...input, write });
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
    default:
      return draftIncident({ ...input, write });
  }
}

function draftOverride({
  ctx,
  loaded,
  write,
  actor,
}: DraftInput<OpsWriteNamed<"override"> | OpsWriteNamed<"clear">>): Draft {
  const override = write.action === "override" ? write : null;
  requireFuture(ctx.now, { expires_at: override?.expires_at, maintenance_until: override?.maintenance_until });
  const report: Report = {
    kind: "manual",
    actor,
    state: override?.state ?? "OPERATIONAL",
    note: write.public_note,
    ticketFlag: override?.ticket_pending,
    expiresAt: override?.expires_at ?? null,
    maintenanceUntil: override?.maintenance_until ?? null,
  };
  return { outcomes: decideEach({ ctx, loaded }, surfaceIds(write), report) };
}

function draftNote({ ctx, loaded, write, actor }: DraftInput<OpsWriteNamed<"note">>): Draft {
  const report: Report = { kind: "note", actor, note: write.public_note };
  const outcomes = decideEach({ ctx, loaded }, surfaceIds(write), report);
  const ticketIncidents = outcomes.flatMap((outcome) => ticketSteps(loaded, outcome));
  return { outcomes, ticketIncidents, remark: "public note edited", remarkOn: "manual" };
}

/** Replacing a ticket's note adds an update to its incident, which the engine does not do by itself. */
function ticketSteps(loaded: OperatorState, { surface }: Outcome): IncidentStep[] {
  const before = findSurface(loaded, surface.id).surface.tickets;
  return surface.tickets.flatMap((ticket) => {
    const key = loaded.incidentKeys.get(ticket.key);
    if (!key || before.find((was) => was.key === ticket.key)?.note === ticket.note) return [];
    const { severity, note } = ticket;
    return [
      {
        op: "update" as const,
        key,
        surfaceId: surface.id,
        severity,
        source: "manual" as const,
        note,
        at: surface.updatedAt,
      },
    ];
  });
}

function draftWindow({ ctx, loaded, write, actor }: DraftInput<OpsWriteNamed<"plan_window">>): Draft {
  requireFuture(ctx.now, { ends_at: write.ends_at });
  // An operator's request ids are apart from those of the write API: the same one there is another window.
  const request_id = write.request_id === undefined ? undefined : `operator ${write.request_id}`;
  const window: PlannedWindow = newWindow(ctx, { ...write, request_id, actor });
  const report = { kind: "window", op: "add", actor, window: { ...window, running: false } } as const;
  const outcomes = decideEach({ ctx, loaded }, window.surfaceIds, report);
  const record = { before: null, after: viewWindow(window, window.surfaceIds) };
  return { outcomes, window, windowId: window.id, readAt: Math.max(ctx.now, window.beginsAt), record };
}

type Planned = { startsAt: number; endsAt: number; note: string | null };

const viewWindow = ({ startsAt, endsAt, note }: Planned, surfaceIds: readonly string[]) => ({
  surface_ids: [...surfaceIds],
  starts_at: toIso(startsAt),
  ends_at: toIso(endsAt),
  public_note: note,
});

function activeOn({ ctx, loaded, write }: DraftInput<{ window_id: string }>) {
  const on = [...loaded.surfaces.values()]
    .map(({ surface }) => surface)
    .filter(({ windows }) => windows.some(({ id, endsAt }) => id === write.window_id && endsAt > ctx.now));
  const window = on.flatMap(({ windows }) => windows).find(({ id }) => id === write.window_id);
  if (!window || !loaded.window) throw new AppError("unknown_window");
  return { on, window, planned: loaded.window };
}

/** A surface that leaves ends its part of the window now; one that joins begins its part at the window's start, or now if that has passed. */
function draftEdit(input: DraftInput<OpsWriteNamed<"edit_window">>): Draft {
  const { ctx, loaded, write, actor } = input;
  const { on, window, planned } = activeOn(input);
  const hasBegun = window.running || window.beginsAt <= ctx.now;
  if (hasBegun && write.starts_at !== undefined && write.starts_at !== Date.parse(planned.startsAt))
    throw invalidInput({ path: "starts_at", message: "the window has begun" });
  const startsAt = write.starts_at ?? Date.parse(planned.startsAt);
  const endsAt = write.ends_at ?? window.endsAt;
  const note = write.public_note === undefined ? window.note : write.public_note;
  requireFuture(ctx.now, { ends_at: endsAt });
  if (endsAt <= startsAt) throw invalidInput({ path: "ends_at", message: "must be after starts_at" });
  const soonest = Math.max(startsAt, ctx.now);
  const before = on.map(({ id }) => id);
  const after = write.surface_ids ?? before;
  const reportOn = ({ id, windows }: Surface): Report => {
    const about = { kind: "window", actor, windowId: window.id } as const;
    const own = windows.find((each) => each.id === window.id && before.includes(id));
    if (!own)
      return { ...about, op: "add", window: { id: window.id, beginsAt: soonest, endsAt, note, running: false } };
    if (!after.includes(id)) return { ...about, op: "end" };
    return { ...about, op: "change", change: { beginsAt: hasBegun ? own.beginsAt : soonest, endsAt, note } };
  };
  const touched = [...new Set([...before, ...after])].map((id) => findSurface(loaded, id).surface);
  return {
    outcomes: touched.map((surface) => decide(surface, reportOn(surface), ctx.now)),
    statements: [changeWindow(ctx.db, { id: window.id, startsAt, endsAt, note }, ctx.clock())],
    windowId: window.id,
    readAt: soonest,
    record: { before: viewPlanned(planned, before), after: viewWindow({ startsAt, endsAt, note }, after) },
  };
}

function draftEnd(input: DraftInput<OpsWriteNamed<"end_window">>): Draft {
  const { ctx, actor } = input;
  const { on, window, planned } = activeOn(input);
  const report = { kind: "window", op: "end", actor, windowId: window.id } as const;
  return {
    outcomes: on.map((surface) => decide(surface, report, ctx.now)),
    windowId: window.id,
    record: {
      before: viewPlanned(
        planned,
        on.map(({ id }) => id),
      ),
      after: null,
    },
  };
}

const viewPlanned = ({ startsAt, endsAt, publicNote }: WindowRow, surfaceIds: readonly string[]) =>
  viewWindow({ startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt), note: publicNote }, surfaceIds);
