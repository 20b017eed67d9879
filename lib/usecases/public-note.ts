import { AppError } from "@/lib/errors";
import { checkNote, publishableNote } from "@/lib/policy/note";
import { publicNote } from "@/lib/public/note";

/** A note as an operator wrote it, cleaned; one that breaks the copy policy is refused with the rule and the words (422). */
export function requirePublishable<T extends string | null | undefined>(
  note: T,
  path = "public_note",
): T | string | null {
  if (!note) return note;
  const checked = checkNote(note);
  if (checked.ok) return publicNote(checked.note);
  const issues = checked.violations.map(({ rule, words }) => ({
    path,
    message: `breaks the copy policy: ${rule}`,
    rule,
    words,
  }));
  throw new AppError("copy_policy", undefined, issues);
}

/** More than this of a ticket's field is nobody's note; what is cut is cut anyway. */
const RAW_NOTE_MAX = 4_000;

/** A ticket's note as it may be published, and what the audit log says of the sentences that were left out. */
export function publishTicketNote(raw: string | null): { note: string | null; remark?: string } {
  if (raw === null) return { note: null };
  const { text, removed } = publishableNote(raw.slice(0, RAW_NOTE_MAX));
  const note = publicNote(text);
  if (removed.length === 0) return { note };
  const rules = [...new Set(removed.map(({ rule }) => rule))].join(", ");
  return { note, remark: `copy policy left out ${removed.length} sentence(s): ${rules}` };
}
