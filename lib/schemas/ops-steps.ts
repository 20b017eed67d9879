import type { OpsAuditRow } from "./ops";
import type { OpsPreview, OpsWriteResult } from "./ops-answers";

/** What a form says so far of a write (`OpsWrite`): any of its fields, none of them checked yet. */
export type WriteDraft = {
  action: string;
  request_id?: string;
  surfaces?: { surface_id: string; version: number }[];
  surface_ids?: string[];
  state?: string;
  public_note?: string;
  ticket_pending?: boolean;
  expires_at?: string;
  maintenance_until?: string;
  window_id?: string;
  sequence?: number;
  starts_at?: string;
  ends_at?: string;
  incident_id?: number;
  updated_at?: string;
  opened_at?: string;
  resolved_at?: string;
};

/** Why something was refused, for a form to say. */
export type OpsProblem = {
  code: string;
  title: string;
  issues: { path: string; message: string; rule?: string; words?: string }[];
  meanwhile: OpsAuditRow[];
};

/** Where a write stands between an operator and us: being written, being confirmed, done. */
export type WriteStep =
  | { step: "edit"; write: WriteDraft; problem: OpsProblem | null }
  | { step: "confirm"; write: WriteDraft; preview: OpsPreview; meanwhile: OpsAuditRow[] }
  | { step: "done"; write: WriteDraft; result: OpsWriteResult };

/** Where an act stands that readers do not see; `said` is what came of it, `requestId` names the next one. */
export type ActStep = { said: string | null; problem: OpsProblem | null; requestId: string };
