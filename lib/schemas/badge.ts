import * as z from "zod";

/** The JSON of which shields.io's endpoint badge is made. */
export const ShieldsEndpoint = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string().min(1),
  message: z.string().min(1),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type ShieldsEndpoint = z.infer<typeof ShieldsEndpoint>;

/** Query of a badge: what it says on the left. */
export const LabelQuery = z.object({ label: z.string().optional() });
