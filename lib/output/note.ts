import { publishableNote, redactNote } from "@/lib/core/note-policy/note";
import { plainText } from "@/lib/core/note-policy/plain-text";

const MOST_NOTES = 2_000;

/** A cache of the public form of recent notes: the policy never changes within a process, so dropping one changes nothing. */
const published = new Map<string, string | null>();

/** Notes that were judged in this process and pass as they stand, whose verdicts are not known to be stored. */
const unstored = new Set<string>();

let judged = 0;

/** Applies the note policy to a stored note on its way out. A note without a stored verdict is judged here. */
export function publicNote(note: string | null): string | null {
  if (note === null) return null;
  const cached = published.get(note);
  if (cached !== undefined) return cached;
  const { text } = publishableNote(note);
  judged++;
  remember(note, text);
  if (text === note) unstored.add(note);
  return text;
}

/** The same for a document: each line by itself and never cut; null where nothing is left. */
export function publicDocument(text: string): string | null {
  const key = `\n${text}`;
  const cached = published.get(key);
  if (cached !== undefined) return cached;
  const lines = text.split("\n").map((line) => redactNote(plainText(line)).text);
  const whole = lines.filter((line) => line !== null).join("\n") || null;
  remember(key, whole);
  return whole;
}

/** Remembers a verdict that was stored under the current policy for exactly this text: it may be published as it stands. */
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

/** How many notes were judged since the process began. */
export const judgedNotes = (): number => judged;
