import * as z from "zod";

/** `?before=2026-08` of the history: a UTC month, or nothing for anything else. */
export const MonthBefore = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
  .nullable()
  .catch(null);
