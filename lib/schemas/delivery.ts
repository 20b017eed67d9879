import * as z from "zod";

/** What can become of a delivery; each of them is a 200 to FreeScout. */
export const DeliveryResult = z.strictObject({
  result: z.enum(["hold", "let_go", "remember", "replay", "older_than_known", "no_known_surface", "ignored"]),
});
export type DeliveryResult = z.infer<typeof DeliveryResult>;
