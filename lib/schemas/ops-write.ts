import * as z from "zod";
import { SOURCES, STATES } from "@/lib/core/engine/states";
import { refuseEmptyWindow, windowPlan } from "./maintenance";
import { NoteInput } from "./note";
import { RequestId } from "./request-id";
import { Instant } from "./times";

const Cursor = z
  .string()
  .regex(/^\d{1,15}$/, "is not a cursor")
  .transform(Number);
const Limit = z
  .string()
  .regex(/^\d{1,3}$/, "must be a number")
  .transform(Number)
  .pipe(z.number().min(1).max(200));

/** A filter of the audit log; times are of writing, both ends included. */
export const AuditQuery = z.strictObject({
  surface: z.string().min(1).max(100).optional(),
  actor: z.string().min(1).max(300).optional(),
  source: z.enum(SOURCES).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  before: Cursor.optional(),
  limit: Limit.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** The query of the incident list; `before` is the previous page's cursor. */
export const IncidentsQuery = z.strictObject({
  surface: z.string().min(1).max(100).optional(),
  open: z.enum(["0", "1"]).optional(),
  /** The UTC month in which it was opened. */
  month: z.stringFormat("month", /^\d{4}-(?:0[1-9]|1[0-2])$/, "must be a month such as 2026-11").optional(),
  /** What its note, surface or id contains. */
  q: z.string().max(100).optional(),
  before: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,\d{1,15}$/, "is not a cursor")
    .optional(),
  limit: Limit.optional(),
});
export type IncidentsQuery = z.infer<typeof IncidentsQuery>;

/** An instant in the past. */
export const AtQuery = z.strictObject({ time: Instant });

const SurfaceId = z.string().min(1).max(100);
const WindowId = z.string().min(1).max(100);

/** A surface, and its `version` when the operator loaded the dashboard. */
const SeenSurface = z.strictObject({ surface_id: SurfaceId, version: z.int().min(0) });
const SeenList = z
  .array(SeenSurface)
  .min(1)
  .max(100)
  .refine((seen) => new Set(seen.map((each) => each.surface_id)).size === seen.length, "names a surface twice");

const Pinned = z.enum(STATES.filter((state) => state !== "OPERATIONAL"));

const Override = z
  .strictObject({
    action: z.literal("override"),
    request_id: RequestId,
    surfaces: SeenList,
    state: Pinned,
    public_note: NoteInput.optional(),
    ticket_pending: z.boolean().optional(),
    expires_at: Instant.nullish(),
    maintenance_until: Instant.nullish(),
  })
  .refine((body) => !body.maintenance_until || body.state === "MAINTENANCE", {
    path: ["maintenance_until"],
    message: "only MAINTENANCE has an end",
  });

/** Clears overrides: OPERATIONAL at once, running windows end. */
const Clear = z.strictObject({
  action: z.literal("clear"),
  request_id: RequestId,
  surfaces: SeenList,
  public_note: NoteInput.optional(),
});

const Note = z.strictObject({
  action: z.literal("note"),
  request_id: RequestId,
  surfaces: SeenList,
  public_note: NoteInput,
});

const PlanWindow = z
  .strictObject({ action: z.literal("plan_window"), request_id: RequestId, ...windowPlan })
  .superRefine(refuseEmptyWindow);

/** Changes a window's surfaces, times or note; `sequence` is the one that the operator saw. */
const EditWindow = z.strictObject({
  action: z.literal("edit_window"),
  request_id: RequestId,
  window_id: WindowId,
  sequence: z.int().min(0),
  surface_ids: windowPlan.surface_ids.optional(),
  starts_at: Instant.optional(),
  ends_at: Instant.optional(),
  public_note: NoteInput.optional(),
});

/** Ends a running window now, and cancels one that has not begun. */
const EndWindow = z.strictObject({
  action: z.literal("end_window"),
  request_id: RequestId,
  window_id: WindowId,
  sequence: z.int().min(0),
});

/** Corrects an incident's record; `updated_at` is the one that the operator saw. */
const CorrectIncident = z.strictObject({
  action: z.literal("correct_incident"),
  request_id: RequestId,
  incident_id: z.int().min(1),
  updated_at: Instant,
  opened_at: Instant.optional(),
  resolved_at: Instant.optional(),
  public_note: NoteInput.optional(),
});

/** `POST /api/ops/writes` and `/api/ops/preview`: every operator's write that readers see. */
export const OpsWrite = z.discriminatedUnion("action", [
  Override,
  Clear,
  Note,
  PlanWindow,
  EditWindow,
  EndWindow,
  CorrectIncident,
]);
export type OpsWrite = z.infer<typeof OpsWrite>;
export type OpsWriteNamed<A extends OpsWrite["action"]> = Extract<OpsWrite, { action: A }>;

/** An operator's action that readers do not see. */
export const OpsAct = z.strictObject({ request_id: RequestId });
export type OpsAct = z.infer<typeof OpsAct>;

export const OpsRunJob = z.strictObject({ request_id: RequestId, job: z.enum(["poller", "prober"]) });
export type OpsRunJob = z.infer<typeof OpsRunJob>;
