import { publishableNote } from "@/lib/core/note-policy/note";

const MOST_NOTES = 2_000;

/** What may be published of each note that was read of late: the policy is the same for the life of the process, so losing one changes nothing. */
const published = new Map<string, string | null>();

/** Notes that were judged here and pass as they stand, while no verdict on them is known to be stored. */
const unstored = new Set<string>();

let judged = 0;

/** The note policy on the way out: what it would not let in does not leave either. A note without a verdict is judged here. */
export function publicNote(note: string | null): string | null {
  if (note === null) return null;
  const known = published.get(note);
  if (known !== undefined) return known;
  const { text } = publishableNote(note);
  judged++;
  remember(note, text);
  if (text === note) unstored.add(note);
  return text;
}

/** A verdict that was stored under today's policy for this very text: it may be published as it stands. */
export function acceptVerdict(note: string): void {
  unstored.delete(note);
  if (!published.has(note)) remember(note, note);
}

function remember(note: string, text: string | null): void {
  if (published.size >= MOST_NOTES) {
    published.clear();
    unstored.clear();
  }
  published.set(note, text);
}

/** The verdicts that the next write may store. */
export const unstoredVerdicts = (): string[] => [...unstored];

/** How many notes were judged here since the process began. */
export const judgedNotes = (): number => judged;
