import { z } from "zod";
import { ActorInput, NoteInput } from "./note";
import { Instant, IsoTime } from "./times";

/** Body of `POST /api/internal/status/maintenance`. */
export const MaintenanceInput = z
  .strictObject({
    surface_ids: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(100)
      .refine((ids) => new Set(ids).size === ids.length, "names a surface twice"),
    starts_at: Instant,
    ends_at: Instant,
    public_note: NoteInput.optional(),
    actor: ActorInput.optional(),
  })
  .refine((body) => body.ends_at > body.starts_at, { path: ["ends_at"], message: "must be after starts_at" });
export type MaintenanceInput = z.infer<typeof MaintenanceInput>;

/** A maintenance window, for callers that we know. */
export const WindowView = z.strictObject({
  id: z.string(),
  surface_ids: z.array(z.string()),
  starts_at: IsoTime,
  ends_at: IsoTime,
  public_note: z.string().nullable(),
  phase: z.enum(["scheduled", "running", "ended", "cancelled"]),
});
export type WindowView = z.infer<typeof WindowView>;

/** `GET /api/internal/status/maintenance`: windows that have yet to end, by start. */
export const WindowList = z.strictObject({ windows: z.array(WindowView) });
export type WindowList = z.infer<typeof WindowList>;
