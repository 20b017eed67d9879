import type { OpsAuditRow } from "./ops";
import type { OpsPreview, OpsWriteResult } from "./ops-answers";

/** The fields of a write (`OpsWrite`) that a form has so far, not validated yet. */
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

/** Why a write was refused, for the form to show. */
export type OpsProblem = {
  code: string;
  title: string;
  issues: { path: string; message: string; rule?: string; words?: string }[];
  meanwhile: OpsAuditRow[];
};

/** The step of an operator's write: being edited, being confirmed, done. */
export type WriteStep =
  | { step: "edit"; write: WriteDraft; problem: OpsProblem | null }
  | { step: "confirm"; write: WriteDraft; preview: OpsPreview; meanwhile: OpsAuditRow[] }
  | { step: "done"; write: WriteDraft; result: OpsWriteResult };

/** The state of an action that readers do not see; `result` is its result, `requestId` identifies the next one. */
export type ActStep = { result: string | null; problem: OpsProblem | null; requestId: string };

const MINUTE_MS = 60_000;

/** A form's fields → a draft of a write; a time without a zone is UTC. An empty field leaves its value as it was. */
export function readDraft(form: FormData, now: number): WriteDraft {
  const draft: WriteDraft = {
    action: readText(form, "action") ?? "",
    surfaces: form.has("surface") ? form.getAll("surface").map(readSeen) : undefined,
    surface_ids: form.has("surface_id") ? form.getAll("surface_id").map(String) : undefined,
    state: readText(form, "state"),
    public_note: form.has("public_note") ? String(form.get("public_note")).replaceAll("\r\n", "\n") : undefined,
    ticket_pending: form.has("ticket_pending") || undefined,
    expires_at: readTime(form, "expires_at") ?? inMinutes(readText(form, "expires_in"), now),
    maintenance_until: readTime(form, "maintenance_until"),
    window_id: readText(form, "window_id"),
    sequence: readNumber(form, "sequence"),
    starts_at: readTime(form, "starts_at"),
    ends_at: readTime(form, "ends_at"),
    incident_id: readNumber(form, "incident_id"),
    updated_at: readText(form, "updated_at"),
    opened_at: readTime(form, "opened_at"),
    resolved_at: readTime(form, "resolved_at"),
  };
  return withoutNothing(draft.state === "MAINTENANCE" ? draft : { ...draft, maintenance_until: undefined });
}

/** The draft that the previous step sent along as one field. */
export const draftFrom = (json: FormDataEntryValue | null): WriteDraft => {
  try {
    return { action: "", ...(JSON.parse(String(json)) as object) };
  } catch {
    return { action: "" };
  }
};

/** A time in a form field: `2026-04-28T14:05`, with or without a zone. */
export const readInstant = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text) ? `${text.length === 16 ? `${text}:00` : text}Z` : text;

const withoutNothing = (draft: WriteDraft): WriteDraft => JSON.parse(JSON.stringify(draft)) as WriteDraft;

const readText = (form: FormData, name: string): string | undefined => String(form.get(name) ?? "").trim() || undefined;

function readNumber(form: FormData, name: string): number | undefined {
  const text = readText(form, name);
  return text === undefined ? undefined : Number(text);
}

/** The field's time; undefined also where it equals `<name>_was`, since the field has whole seconds only. */
function readTime(form: FormData, name: string): string | undefined {
  const text = readText(form, name);
  const was = readText(form, `${name}_was`);
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  return was && Math.floor(Date.parse(was) / 1000) === Math.floor(Date.parse(instant) / 1000) ? undefined : instant;
}

function inMinutes(text: string | undefined, now: number): string | undefined {
  return text && /^\d{1,5}$/.test(text) ? new Date(now + Number(text) * MINUTE_MS).toISOString() : undefined;
}

function readSeen(value: FormDataEntryValue): { surface_id: string; version: number } {
  const text = String(value);
  const colon = text.lastIndexOf(":");
  return { surface_id: text.slice(0, colon), version: Number(text.slice(colon + 1)) };
}
