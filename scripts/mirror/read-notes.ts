import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkNote, cleanNote } from "../../lib/core/note-policy/note";
import type { Registry } from "../../lib/schemas/registry";
import type { Finding } from "./alerts";
import { SKEW_MS } from "./pull";
import { openNote, type Signers, SpokenNote } from "./signed-note";

const HOUR_MS = 3_600_000;
/** How old a note may be when a run first sees it, and how long it is shown. */
const MAX_AGE_MS = 24 * HOUR_MS;
/** How long a note is remembered that the write API took or refused; its file is too old by then to be accepted again. */
const REMEMBERED_MS = 2 * MAX_AGE_MS;
/** How old a note may be when it is sent: an hour less than the write API's 7 days (contract §4.2). For a day more operators are told of it. */
const SENT_MS = 7 * MAX_AGE_MS - HOUR_MS;
const TOLD_MS = SENT_MS + MAX_AGE_MS;

/** A note that a run accepted, from which file, and when the write API took it or refused it. */
export const KnownNote = z.strictObject({
  note: SpokenNote,
  file: z.string(),
  /** The file's text, of which each run verifies the signature anew; null in what an earlier release has left. */
  signed: z.string().nullable().default(null),
  handedAt: z.int().nullable(),
  refusal: z.string().nullable(),
});
export type KnownNote = z.infer<typeof KnownNote>;

type Reading = { folder: string; registry: Registry; signers: Signers; now: number; say: (line: string) => void };

/** The notes that runs have accepted, the new ones of the folder among them; each refusal is said once a run, and never shown. */
export function readNotes(known: readonly KnownNote[], reading: Reading): KnownNote[] {
  const texts = readFolder(reading.folder);
  const notes = known
    .filter((each) => ageOf(each, reading.now) <= (isSettled(each) ? REMEMBERED_MS : TOLD_MS))
    .flatMap((each) => verify(each, texts, reading) ?? []);
  for (const [file, text] of texts) {
    const opened = openNote(text, reading.signers);
    const refused = "refused" in opened ? opened.refused : findFault(opened.note, file, notes, reading);
    if (refused === KNOWN) continue;
    if (refused !== null) reading.say(`note ${file} is refused: ${refused}`);
    else if ("note" in opened) notes.push({ note: opened.note, file, signed: text, handedAt: null, refusal: null });
  }
  return notes;
}

const ageOf = ({ note }: KnownNote, now: number): number => now - Date.parse(note.at);

const isSettled = ({ handedAt, refusal }: KnownNote): boolean => handedAt !== null || refusal !== null;

/** Whether a note waits for the write API, which would still take it. */
export const isWaiting = (known: KnownNote, now: number): boolean => !isSettled(known) && ageOf(known, now) <= SENT_MS;

/** What operators hear of notes that the write API was not there for until they were too old for it. */
export const findNeverHanded = (notes: readonly KnownNote[], now: number): Finding[] =>
  notes
    .filter((known) => !isSettled(known) && !isWaiting(known, now))
    .map(({ file }) => ({
      name: `note ${file}`,
      fault: "it was never handed over, and is too old for the write API now: write on /ops what still holds",
    }));

/** The folder's files by their names, in order. */
function readFolder(folder: string): Map<string, string> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return new Map(files.sort().map((file) => [file, readText(join(folder, file))]));
}

/**
 * A known note as of this run. One that was not handed over yet is withdrawn, and forgotten, once its file is gone or another, or its signature is
 * no present signer's; one that was is remembered, so that it is not accepted again, and without its signer no longer shown.
 */
function verify(known: KnownNote, texts: ReadonlyMap<string, string>, { signers, say }: Reading): KnownNote | null {
  const { file, handedAt, refusal } = known;
  if (refusal !== null) return known;
  const signed = known.signed ?? texts.get(file) ?? null;
  if (handedAt !== null && signed === null) return known;
  const opened = openNote(signed ?? "", signers);
  const isThere = handedAt !== null || (signed !== null && texts.get(file) === signed);
  const fault = !isThere ? "its file is gone" : "refused" in opened ? opened.refused : null;
  if (fault === null && "note" in opened && opened.note.id === known.note.id)
    return { ...known, note: opened.note, signed };
  say(`note ${file} is withdrawn: ${fault ?? "its file is another's"}`);
  return handedAt === null ? null : { ...known, refusal: fault ?? "its file is another's" };
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
