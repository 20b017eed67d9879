import * as z from "zod";
import { Purged } from "./internal";
import { ActorInput, NoteInput } from "./note";
import { PublicTime, Stale } from "./public";
import { RequestId } from "./request-id";
import { Instant, IsoTime } from "./times";

/** Which surfaces a window is planned on, when it begins and ends, and its note. */
export const windowPlan = {
  surface_ids: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, "names a surface twice"),
  starts_at: Instant,
  ends_at: Instant,
  public_note: NoteInput.optional(),
};

/** Refuses a window whose end is not after its start. */
export function refuseEmptyWindow(plan: { starts_at: number; ends_at: number }, context: z.RefinementCtx): void {
  if (plan.ends_at <= plan.starts_at)
    context.addIssue({ code: "custom", path: ["ends_at"], message: "must be after starts_at" });
}

/** Body of `POST /api/internal/status/maintenance`. */
export const MaintenanceInput = z
  .strictObject({ ...windowPlan, actor: ActorInput.optional(), request_id: RequestId })
  .superRefine(refuseEmptyWindow);
export type MaintenanceInput = z.infer<typeof MaintenanceInput>;

/** A maintenance window, for authenticated clients. */
export const WindowView = z.strictObject({
  id: z.string(),
  surface_ids: z.array(z.string()),
  starts_at: IsoTime,
  ends_at: IsoTime,
  public_note: z.string().nullable(),
  phase: z.enum(["scheduled", "running", "ended", "cancelled"]),
});
export type WindowView = z.infer<typeof WindowView>;

/** A window that was just planned or ended. */
export const WindowResult = z.strictObject({ ...WindowView.shape, purged: Purged });

/** `GET /api/internal/status/maintenance`: windows that have not ended, by start. */
export const WindowList = z.strictObject({ windows: z.array(WindowView) });
export type WindowList = z.infer<typeof WindowList>;

/** A running or scheduled window in the public view. */
export const PublicWindow = z.strictObject({
  id: z.string(),
  surface_ids: z.array(z.string()).min(1),
  surface_display_names: z.array(z.string()).min(1),
  starts_at: PublicTime,
  ends_at: PublicTime,
  phase: z.enum(["running", "scheduled"]),
  public_note: z.string().max(280).nullable(),
});
export type PublicWindow = z.infer<typeof PublicWindow>;

/** `GET /api/status/public/maintenance`: running and scheduled windows, by start. */
export const MaintenanceResponse = z.strictObject({
  generated_at: PublicTime,
  windows: z.array(PublicWindow),
  stale: Stale,
});
export type MaintenanceResponse = z.infer<typeof MaintenanceResponse>;
