import * as z from "zod";
import { SOURCES, STATES } from "@/lib/engine/states";
import { ActorInput, NoteInput } from "./note";
import { Instant } from "./times";

/** Which states each source may report (spec README, "Raptor's writes"). */
const STATES_OF: Partial<Record<(typeof SOURCES)[number], readonly (typeof STATES)[number][]>> = {
  prober: ["OPERATIONAL", "DEGRADED", "DOWN"],
  schedule: ["MAINTENANCE", "OPERATIONAL"],
};

/** Body of `POST /api/internal/status/update-surface` (runbook §4). An absent key leaves what is there. */
export const UpdateSurface = z
  .strictObject({
    surface_id: z.string().min(1).max(100),
    state: z.enum(STATES),
    state_source: z.enum(SOURCES),
    actor: ActorInput.optional(),
    public_note: NoteInput.optional(),
    ticket_pending: z.boolean().optional(),
    expires_at: Instant.nullish(),
    maintenance_until: Instant.nullish(),
  })
  .superRefine((body, refine) => {
    const refuse = (path: string, message: string) => refine.addIssue({ code: "custom", path: [path], message });
    const { state, state_source: source } = body;
    const allowed = STATES_OF[source];
    if (allowed && !allowed.includes(state)) refuse("state", `${source} can report ${allowed.join(", ")} only`);
    if (body.expires_at && (source !== "manual" || state === "OPERATIONAL"))
      refuse("expires_at", "only a manual state other than OPERATIONAL can expire");
    if (body.maintenance_until && state !== "MAINTENANCE") refuse("maintenance_until", "only MAINTENANCE has an end");
    if (source === "schedule" && state === "MAINTENANCE" && !body.maintenance_until)
      refuse("maintenance_until", "a scheduled MAINTENANCE needs its end");
  });
export type UpdateSurface = z.infer<typeof UpdateSurface>;
