import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkNote, cleanNote } from "../../lib/core/note-policy/note";
import type { Registry } from "../../lib/schemas/registry";
import { SKEW_MS } from "./pull";
import { openNote, type Signers, SpokenNote } from "./signed-note";

const HOUR_MS = 3_600_000;
/** How old a note may be when a run first sees it, and how long it is shown. */
const MAX_AGE_MS = 24 * HOUR_MS;

/** A note that a run accepted, from which file, and when the write API took it or refused it. */
export const KnownNote = z.strictObject({
  note: SpokenNote,
  file: z.string(),
  handedAt: z.int().nullable(),
  refusal: z.string().nullable(),
});
export type KnownNote = z.infer<typeof KnownNote>;

type Reading = { folder: string; registry: Registry; signers: Signers; now: number; say: (line: string) => void };

/** The notes that runs have accepted, the new ones of the folder among them; each refusal is said once a run, and never shown. */
export function readNotes(known: readonly KnownNote[], reading: Reading): KnownNote[] {
  const notes = known.filter(({ note }) => reading.now - Date.parse(note.at) <= 2 * MAX_AGE_MS);
  const files = existsSync(reading.folder) ? readdirSync(reading.folder).filter((name) => name.endsWith(".json")) : [];
  for (const file of files.sort()) {
    const opened = openNote(readText(join(reading.folder, file)), reading.signers);
    const refused = "refused" in opened ? opened.refused : findFault(opened.note, file, notes, reading);
    if (refused === KNOWN) continue;
    if (refused !== null) reading.say(`note ${file} is refused: ${refused}`);
    else if ("note" in opened) notes.push({ note: opened.note, file, handedAt: null, refusal: null });
  }
  return notes;
}

/** A file's text; what is no file, or can't be read, is none. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const KNOWN = Symbol("the file of a note that is known");

/** Why a note that its signer wrote is refused all the same; null where it is not. */
function findFault(
  note: SpokenNote,
  file: string,
  notes: readonly KnownNote[],
  { registry, now }: Reading,
): string | null | typeof KNOWN {
  const same = notes.find((each) => each.note.id === note.id);
  if (same) return same.file === file ? KNOWN : "a note with its id was there before";
  const at = Date.parse(note.at);
  if (at > now + SKEW_MS) return "its time is more than 5 minutes ahead";
  if (now - at > MAX_AGE_MS) return "it is more than 24 hours old";
  if (!registry.surfaces.some(({ id }) => id === note.surface_id)) return "no surface has its surface_id";
  const checked = note.note === null ? null : checkNote(note.note);
  if (checked && !checked.ok) return `the note policy: ${checked.violations.map(({ rule }) => rule).join(", ")}`;
  return null;
}

/** Of which time the copy's data are (epoch ms; null where there are none), and when it is made. */
type Showing = { takenAt: number | null; now: number };

/** The notes that are shown, the newest first: those that the status page did not refuse, until the copy's data are of a time at which it had them. */
export const shownNotes = (notes: readonly KnownNote[], { takenAt, now }: Showing): SpokenNote[] =>
  notes
    .filter(({ refusal }) => refusal === null)
    .filter(({ handedAt }) => handedAt === null || takenAt === null || takenAt < handedAt)
    .filter(({ note }) => now - Date.parse(note.at) <= MAX_AGE_MS)
    .map(({ note }) => ({ ...note, note: note.note && cleanNote(note.note) }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
