import { z } from "zod";

const SurfaceId = z.string().min(1).max(100);

/** Body of `POST /api/internal/status/invalidate`; everything is optional, none means all. */
export const InvalidateBody = z.strictObject({
  surface: SurfaceId.optional(),
  surface_id: SurfaceId.optional(),
  surfaces: z.array(SurfaceId).max(500).optional(),
  surface_ids: z.array(SurfaceId).max(500).optional(),
});
export type InvalidateBody = z.infer<typeof InvalidateBody>;
