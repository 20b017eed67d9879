import { z } from "zod";

const SurfaceId = z.string().min(1).max(100);
const SurfaceIds = z.preprocess(
  (given) => (typeof given === "string" ? given.split(",").filter(Boolean) : given),
  z.array(SurfaceId).max(500),
);

/** Parameters of `POST /api/internal/status/invalidate`: surfaces by any of these names; none means all. */
export const InvalidateBody = z.strictObject({
  surface: SurfaceId.optional(),
  surface_id: SurfaceId.optional(),
  surfaces: SurfaceIds.optional(),
  surface_ids: SurfaceIds.optional(),
});
export type InvalidateBody = z.infer<typeof InvalidateBody>;

/** Its answer: the surfaces that were named, or all of them, and whether the edge cache took the order. */
export const InvalidateResult = z.strictObject({
  invalidated: z.union([z.literal("all"), z.array(z.string())]),
  purged: z.boolean(),
});
export type InvalidateResult = z.infer<typeof InvalidateResult>;
