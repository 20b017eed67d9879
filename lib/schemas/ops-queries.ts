import * as z from "zod";
import { SOURCES } from "@/lib/engine/states";
import { Instant } from "./times";

const Cursor = z
  .string()
  .regex(/^\d{1,15}$/, "is not a cursor")
  .transform(Number);
const Limit = z
  .string()
  .regex(/^\d{1,3}$/, "must be a number")
  .transform(Number)
  .pipe(z.number().min(1).max(200));

/** What of the audit log is asked for; times are of writing, both ends taken in. */
export const AuditQuery = z.strictObject({
  surface: z.string().min(1).max(100).optional(),
  actor: z.string().min(1).max(300).optional(),
  source: z.enum(SOURCES).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  before: Cursor.optional(),
  limit: Limit.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** The incidents to list; `before` is the cursor that the page before gave. */
export const IncidentsQuery = z.strictObject({
  surface: z.string().min(1).max(100).optional(),
  open: z.enum(["0", "1"]).optional(),
  before: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,\d{1,15}$/, "is not a cursor")
    .optional(),
  limit: Limit.optional(),
});
export type IncidentsQuery = z.infer<typeof IncidentsQuery>;

/** An instant of the past. */
export const AtQuery = z.strictObject({ time: Instant });
