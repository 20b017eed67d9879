import { publishableNote } from "@/lib/policy/publish-note";

const MOST_KEPT = 500;

/** Verdicts on notes that were shown of late: the policy is the same for the life of the process, so losing one changes nothing. */
const verdicts = new Map<string, string | null>();

/** The copy policy once more, on the way out: what it would not let in does not leave either. */
export function publicNote(note: string | null): string | null {
  if (note === null) return null;
  const known = verdicts.get(note);
  if (known !== undefined) return known;
  const { text } = publishableNote(note);
  if (verdicts.size >= MOST_KEPT) verdicts.clear();
  verdicts.set(note, text);
  return text;
}
