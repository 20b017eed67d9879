import * as z from "zod";

/** Answer of `POST /api/internal/status/seed`. */
export const SeedResult = z.strictObject({ inserted: z.array(z.string()), existing: z.int().nonnegative() });
export type SeedResult = z.infer<typeof SeedResult>;
