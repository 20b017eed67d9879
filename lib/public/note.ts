import { publishableNote } from "@/lib/policy/publish-note";

/** The copy policy once more, on the way out: what it would not let in does not leave either. */
export const publicNote = (note: string | null): string | null => (note === null ? null : publishableNote(note).text);
