import * as z from "zod";
import { IsoTime } from "./times";

/** `GET /api/version`: which commit is live, and since when; null where nobody deployed it. */
export const Version = z.strictObject({
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  deployed_at: IsoTime.nullable(),
});
export type Version = z.infer<typeof Version>;
