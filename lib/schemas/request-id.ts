import * as z from "zod";

/** Identifies one action, so that a request which is sent again acts once. */
export const RequestId = z
  .string()
  .regex(/^[\w-]{8,100}$/, "must be 8 to 100 letters, digits, dashes")
  .optional();
