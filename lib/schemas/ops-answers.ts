import * as z from "zod";
import { SEVERITIES, STATES } from "@/lib/engine/states";
import { OpsAlert, OpsAuditRow } from "./ops";
import { PublicSurface } from "./public";

/** What a write made of its surfaces, as customers now read them; `replayed` when the same request had been acted on before. */
export const OpsWriteResult = z.strictObject({
  replayed: z.boolean(),
  surfaces: z.array(PublicSurface),
  window_id: z.string().nullable(),
});
export type OpsWriteResult = z.infer<typeof OpsWriteResult>;

/** What the copy policy finds in a note. */
export const OpsFinding = z.strictObject({
  path: z.string(),
  message: z.string(),
  rule: z.string(),
  words: z.string(),
});
export type OpsFinding = z.infer<typeof OpsFinding>;

/** `POST /api/ops/preview`: what customers read now and would read, from `read_at` on; nothing is stored. */
export const OpsPreview = z.strictObject({
  read_at: z.iso.datetime(),
  surfaces: z.array(z.strictObject({ before: PublicSurface, after: PublicSurface })),
  overall_before: z.enum(STATES),
  overall_after: z.enum(STATES),
  /** The whole page as customers would read it then. */
  page: z.array(PublicSurface),
  incidents: z.array(
    z.strictObject({
      op: z.enum(["open", "update", "close"]),
      surface_id: z.string(),
      severity: z.enum(SEVERITIES).nullable(),
      public_note: z.string().nullable(),
    }),
  ),
  /** Not empty: the write would be refused with these (422). */
  findings: z.array(OpsFinding),
  /** Whether somebody was faster, and what they did: the write would be refused (409). */
  changed_meanwhile: z.boolean(),
  meanwhile: z.array(OpsAuditRow),
});
export type OpsPreview = z.infer<typeof OpsPreview>;

export const OpsActResult = z.strictObject({ replayed: z.boolean(), result: z.unknown() });
export type OpsActResult = z.infer<typeof OpsActResult>;

export const OpsAcknowledged = z.strictObject({ replayed: z.boolean(), alert: OpsAlert });
export type OpsAcknowledged = z.infer<typeof OpsAcknowledged>;

/** A window with everything that its planner needs; `sequence` is what an edit says that it has seen. */
const OpsPlannedWindow = z.strictObject({
  id: z.string(),
  surface_ids: z.array(z.string()),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  public_note: z.string().nullable(),
  phase: z.enum(["scheduled", "running", "ended", "cancelled"]),
  actor: z.string(),
  sequence: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export const OpsWindows = z.strictObject({ windows: z.array(OpsPlannedWindow) });
export type OpsWindows = z.infer<typeof OpsWindows>;
