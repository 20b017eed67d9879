import type { OpsAuditRow } from "./ops";
import type { OpsPreview, OpsWriteResult } from "./ops-answers";

/** The times that a form may have. */
const TIMES = ["expires_at", "maintenance_until", "starts_at", "ends_at", "opened_at", "resolved_at"] as const;
type TimeName = (typeof TIMES)[number];

/**
 * A form of a write as it was typed, whole and not validated yet. Every step hands it on as it is: only `toRequest` leaves out
 * what equals `was`, the stored values that the form was loaded with.
 */
export type WriteDraft = {
  action: string;
  request_id?: string;
  surfaces?: { surface_id: string; version: number }[];
  window_id?: string;
  sequence?: number;
  incident_id?: number;
  updated_at?: string;
  surface_ids?: string[];
  state?: string;
  public_note?: string;
  ticket_pending?: boolean;
  /** Minutes, `at` for the time in `expires_at`, or `never`. */
  expires_in?: string;
  /** Minutes, or `until` for the time in `ends_at`. */
  lasts?: string;
  was?: Was;
} & { [name in TimeName]?: string };

type Was = { surface_ids?: string[]; public_note?: string; ticket_pending?: boolean } & { [name in TimeName]?: string };

/** What is wrong with one field, or with none in particular. */
type FormIssue = { path: string; message: string; rule?: string; words?: string };

/** Why a write was refused, for the form to show. */
export type OpsProblem = { code: string; title: string; issues: FormIssue[]; meanwhile: OpsAuditRow[] };

/** The step of an operator's write: being edited, being confirmed, done. */
export type WriteStep =
  | { step: "edit"; write: WriteDraft; problem: OpsProblem | null }
  | {
      step: "confirm";
      write: WriteDraft;
      preview: OpsPreview;
      conflict: OpsPreview["meanwhile"] | null;
      problem: OpsProblem | null;
    }
  | { step: "done"; write: WriteDraft; result: OpsWriteResult };

/** The state of an action that readers do not see; `result` is its result, `requestId` identifies the next one. */
export type ActStep = { result: string | null; problem: OpsProblem | null; requestId: string };

const MINUTE_MS = 60_000;
export const NOTE_MAX = 280;

/** A form's fields → what was typed, all of it; a time without a zone is UTC. */
export function readDraft(form: FormData): WriteDraft {
  const was = parse<Was>(form.get("was"));
  const text = (name: string) => (form.has(name) ? String(form.get(name)) : undefined);
  const draft: WriteDraft = {
    action: text("action") ?? "",
    surfaces: form.has("surface") ? form.getAll("surface").map(readSeen) : undefined,
    window_id: text("window_id"),
    sequence: toNumber(text("sequence")),
    incident_id: toNumber(text("incident_id")),
    updated_at: text("updated_at"),
    surface_ids: form.has("surface_ids_shown") ? form.getAll("surface_id").map(String) : undefined,
    state: text("state"),
    public_note: text("public_note")?.replaceAll("\r\n", "\n"),
    ticket_pending: form.has("ticket_pending_shown") ? form.has("ticket_pending") : undefined,
    expires_in: text("expires_in"),
    lasts: text("lasts"),
    ...Object.fromEntries(TIMES.map((name) => [name, readTime(name, text(name), was[name])])),
    was: Object.keys(was).length > 0 ? was : undefined,
  };
  return JSON.parse(JSON.stringify(draft)) as WriteDraft;
}

/** The draft that the previous step sent along as one field. */
export const draftFrom = (json: FormDataEntryValue | null): WriteDraft => ({
  action: "",
  ...parse<Partial<WriteDraft>>(json),
});

function parse<T extends object>(json: FormDataEntryValue | null): Partial<T> {
  try {
    return (JSON.parse(String(json)) as T | null) ?? {};
  } catch {
    return {};
  }
}

/** A time in a form field: `2026-04-28T14:05`, with or without a zone. */
export const readInstant = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text) ? `${text.length === 16 ? `${text}:00` : text}Z` : text;

/** A field shows no more than minutes, or seconds in a record: what still shows the stored time is that time. */
function readTime(name: TimeName, text: string | undefined, was: string | undefined): string | undefined {
  if (!text) return text;
  const unit = name === "opened_at" || name === "resolved_at" ? 1000 : MINUTE_MS;
  const floor = (time: string) => Math.floor(Date.parse(time) / unit);
  const instant = readInstant(text.trim());
  return was && floor(was) === floor(instant) ? was : instant;
}

const toNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function readSeen(value: FormDataEntryValue): { surface_id: string; version: number } {
  const text = String(value);
  const colon = text.lastIndexOf(":");
  return { surface_id: text.slice(0, colon), version: Number(text.slice(colon + 1)) };
}

/** What the form still lacks, each at its field and in words. */
export function listMissing(draft: WriteDraft): FormIssue[] {
  const { action, state, surface_ids: ids, starts_at: from, lasts, ends_at: to, public_note: note = "" } = draft;
  const isWindow = action === "plan_window" || action === "edit_window";
  const isTimed = action === "override" && state !== "OPERATIONAL" && draft.expires_in === "at";
  const end = lasts === undefined || lasts === "until";
  const faults: [isFault: boolean, path: string, message: string][] = [
    [action === "override" && !state, "state", "Choose a state."],
    [isTimed && !draft.expires_at, "expires_at", "Choose when the override expires."],
    [ids === undefined ? action === "plan_window" : ids.length === 0, "surface_ids", "Choose at least one surface."],
    [isWindow && !from, "starts_at", "Choose a start time."],
    [isWindow && end && !to, "ends_at", "Choose an end time."],
    [isWindow && end && isAfter(from, to), "ends_at", "The end must be after the start."],
    [draft.opened_at === "", "opened_at", "Choose when the incident was opened."],
    [draft.resolved_at === "", "resolved_at", "Choose when the incident was resolved."],
    [note.length > NOTE_MAX, "public_note", `Shorten the note by ${note.length - NOTE_MAX}: at most ${NOTE_MAX}.`],
  ];
  return faults.filter(([isFault]) => isFault).map(([, path, message]) => ({ path, message }));
}

const isAfter = (from?: string, to?: string): boolean =>
  Boolean(from && to) && Date.parse(String(from)) >= Date.parse(String(to));

/** The request (`OpsWrite`) that a form asks for at `now`, from which its durations count. What is untouched is left as it is stored. */
export function toRequest(draft: WriteDraft, now: number): Record<string, unknown> {
  const { action, request_id, was = {} } = draft;
  const seen = { action, request_id };
  const changed = <Name extends keyof Was>(name: Name) => (isSame(draft[name], was[name]) ? undefined : draft[name]);
  switch (action) {
    case "override": {
      const { surfaces, state, expires_in: span } = draft;
      if (state === "OPERATIONAL")
        return { ...seen, action: "clear", surfaces, public_note: changed("public_note") ?? null };
      return {
        ...seen,
        surfaces,
        state,
        public_note: changed("public_note"),
        ticket_pending: changed("ticket_pending"),
        expires_at: span === "at" ? draft.expires_at : inMinutes(span, now),
        maintenance_until: (state === "MAINTENANCE" && draft.maintenance_until) || undefined,
      };
    }
    case "plan_window": {
      const { surface_ids, starts_at, lasts, ends_at, public_note } = draft;
      const end = lasts === undefined || lasts === "until" ? ends_at : inMinutes(lasts, Date.parse(starts_at ?? ""));
      return { ...seen, surface_ids: surface_ids ?? [], starts_at, ends_at: end, public_note };
    }
    case "edit_window": {
      const { window_id, sequence } = draft;
      const times = { starts_at: changed("starts_at"), ends_at: changed("ends_at") };
      return {
        ...seen,
        window_id,
        sequence,
        surface_ids: changed("surface_ids"),
        ...times,
        public_note: changed("public_note"),
      };
    }
    case "end_window":
      return { ...seen, window_id: draft.window_id, sequence: draft.sequence };
    case "correct_incident": {
      const { incident_id, updated_at } = draft;
      const times = { opened_at: changed("opened_at"), resolved_at: changed("resolved_at") };
      return { ...seen, incident_id, updated_at, ...times, public_note: changed("public_note") };
    }
    default:
      return { ...seen, surfaces: draft.surfaces, public_note: draft.public_note };
  }
}

/** Whether a field shows what is stored; a list of surfaces in whatever order. */
const isSame = (a: Was[keyof Was], b: Was[keyof Was]): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.toSorted().join() === b.toSorted().join() : a === b;

function inMinutes(text: string | undefined, from: number): string | undefined {
  return text && /^\d{1,5}$/.test(text) && !Number.isNaN(from)
    ? new Date(from + Number(text) * MINUTE_MS).toISOString()
    : undefined;
}

/** The draft on top of what another operator has stored meanwhile: an untouched field shows the new value, a typed one stays. */
export function rebase(draft: WriteDraft, { seen, stored }: { seen: Partial<WriteDraft>; stored: Was }): WriteDraft {
  const { was = {} } = draft;
  const names = (Object.keys(stored) as (keyof Was)[]).filter((name) => name in was);
  const next = Object.fromEntries(names.map((name) => [name, stored[name]]));
  const untouched = Object.fromEntries(
    names.filter((name) => isSame(draft[name], was[name])).map((name) => [name, stored[name]]),
  );
  return { ...draft, ...seen, ...untouched, was: { ...was, ...next } };
}

/** A request → the form that asks for it, with nothing left as it is stored. */
export const toDraft = (request: { action: string }): WriteDraft => {
  const { public_note: note, expires_at: expires, ...rest } = request as WriteDraft;
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  return {
    ...(filled as WriteDraft),
    public_note: note ?? "",
    ...(request.action === "override" && {
      expires_in: expires ? "at" : "never",
      ...(expires && { expires_at: expires }),
    }),
    ...(request.action === "plan_window" && { lasts: "until" }),
  };
};
