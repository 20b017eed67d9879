import type { IncidentUpdate } from "@/lib/schemas/public";

/** A full stop ends a sentence before a blank and a capital, so that "e.g. charts" and "v2.1" do not; 。 always does. */
const SENTENCE = /^.*?(?:[.!?](?=\s+[\p{Lu}\p{Lo}\p{N}"“¿¡]|\s*$)|[。！？])/su;

/** A note's first sentence without its full stop; the whole note where it holds none. */
export function firstSentence(note: string | null): string | null {
  if (note === null) return null;
  const [sentence] = SENTENCE.exec(note) ?? [note];
  return sentence.replace(/[.。]$/u, "").trim() || note;
}

/** An incident's note and the notes of its updates, in order; of an old one only the first is known. */
type Notes = { note: string | null; words: readonly Pick<IncidentUpdate, "note">[] };

/** An incident's own title: the first sentence of its first note; null where none was written. */
export const titleOf = ({ note: last, words }: Notes): string | null =>
  firstSentence(words.find(({ note }) => note !== null)?.note ?? last);

/** What a note says beyond a title that is its first sentence; null where it says no more. */
export function beyondTitle(note: string, title: string): string | null {
  if (!note.startsWith(title)) return note;
  const rest = note.slice(title.length);
  // "Orders fail" is no sentence of "Orders failed." nor of "Orders fail again."
  const isSentence =
    /^(?:\.\s|\.?$|。)/u.test(rest) || (/[!?]$/.test(title) && /^\s/.test(rest)) || /[！？]$/u.test(title);
  if (!isSentence) return note;
  return rest.replace(/^[.。]?\s*/u, "") || null;
}
