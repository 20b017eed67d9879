import * as z from "zod";
import { SEVERITIES } from "@/lib/engine/states";
import { SurfaceView } from "./surface-view";
import { IsoTime } from "./times";

/** `GET /api/internal/status/snapshot` (D4). */
export const Snapshot = z.strictObject({
  generated_at: IsoTime,
  surfaces: z.array(SurfaceView),
  open_incidents: z.array(
    z.strictObject({
      id: z.string().regex(/^inc_\d{5,}$/),
      surface_id: z.string(),
      severity: z.enum(SEVERITIES).nullable(),
      opened_at: IsoTime,
      public_note: z.string().nullable(),
      freescout_ticket_id: z.int().nullable(),
    }),
  ),
});
export type Snapshot = z.infer<typeof Snapshot>;
