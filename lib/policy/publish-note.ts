import { type CopyPolicy, copyPolicy } from "./copy-policy";
import { cleanNote, cutNote, stripControls } from "./cut-note";
import { type Redaction, redactNote } from "./redact-note";
import { findViolations, reviewNote, type Violation } from "./review-note";

/** A manual note's verdict: the clean note (null when empty, never cut), or every rule that it breaks. */
export type NoteCheck = { ok: true; note: string | null } | { ok: false; violations: Violation[] };

/** Checks a note whose author can be refused. */
export function checkNote(text: string, policy: CopyPolicy = copyPolicy()): NoteCheck {
  const note = cleanNote(text);
  const violations = reviewNote(note, policy);
  return violations.length === 0 ? { ok: true, note: note || null } : { ok: false, violations };
}

/** A ticket's note as it may be published: sentences that break a rule left out, then cut to 280 characters. */
export function publishableNote(text: string, policy: CopyPolicy = copyPolicy()): Redaction {
  const { text: rest, removed } = redactNote(stripControls(text), policy);
  return { text: withoutLooseEnd(cutNote(rest ?? ""), policy) || null, removed };
}

/** A cut may end in what reads as a host or a promise ("soon after" → "soon"); the note then ends before it. */
function withoutLooseEnd(note: string, policy: CopyPolicy): string {
  const [loose] = findViolations(note, policy);
  return loose === undefined ? note : withoutLooseEnd(note.slice(0, loose.start).trimEnd(), policy);
}
