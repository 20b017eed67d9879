import { type Results, runBatch, type Statement, type Statements } from "@/db/client";
import { insertVerdicts } from "@/db/queries/note-verdicts";
import { checkNote, cleanNote, publishableNote, type Violation, wholeSentences } from "@/lib/core/note-policy/note";
import { acceptVerdict, publicNote, unstoredVerdicts } from "@/lib/output/note";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import type { OpsFinding } from "@/lib/schemas/ops-answers";

const MOST_VERDICTS = 200;

/** Runs reads in one round trip, and loads the stored verdicts on the notes among them. */
export async function readBatch<Read extends Statements>({ db }: Context, statements: Read): Promise<Results<Read>> {
  const results = await db.batch(statements);
  for (const rows of results as unknown[]) if (Array.isArray(rows)) for (const row of rows) acceptStoredVerdict(row);
  return results;
}

function acceptStoredVerdict({ noteJudged, publicNote }: { noteJudged?: number; publicNote?: string | null }): void {
  if (noteJudged === 1 && publicNote) acceptVerdict(publicNote);
}

/** Writes as one transaction, together with the verdicts on notes that were judged since the last write. */
export async function writeBatch({ db }: Context, statements: readonly Statement[]): Promise<void> {
  const verdicts = unstoredVerdicts().slice(0, MOST_VERDICTS);
  await runBatch(db, [...statements, ...insertVerdicts(db, verdicts)]);
  for (const note of verdicts) acceptVerdict(note);
}

/** Stores the verdicts on notes that were judged since the last write, so that no later read judges them again. */
export const storeVerdicts = (ctx: Context): Promise<void> => writeBatch(ctx, []);

/** An operator's note, or a title (`path` is its field), cleaned; one that breaks the note policy is refused with the rule and the offending words (422). */
export function requirePublishable<T extends string | null | undefined>(
  note: T,
  path = "public_note",
): T | string | null {
  if (!note) return note;
  const checked = checkNote(note);
  if (checked.ok) return publicNote(checked.note);
  throw new AppError("copy_policy", undefined, checked.violations.map(toIssueOf(path)));
}

/** A finding of the note policy, as an issue of the request's field. */
const toIssueOf =
  (path: string) =>
  ({ rule, words }: Violation) => ({ path, message: `breaks the copy policy: ${rule}`, rule, words });

/** What an operator's write says, by field: judged as it is read, line breaks as spaces, so that none hides in a broken line. */
const SAID = ["public_note", "title", "text"] as const;
type Said = { [name in (typeof SAID)[number]]?: string | null };

/** An operator's write as it may be published, and what the note policy finds in it; what breaks a rule is left out. */
export function publishWrite<W extends object>(write: W): { write: W; findings: OpsFinding[] } {
  const said = write as Said;
  const findings = SAID.flatMap((name) => {
    const checked = said[name] ? checkNote(said[name]) : null;
    return checked === null || checked.ok ? [] : checked.violations.map(toIssueOf(name));
  });
  const clean = SAID.flatMap((name): [string, string | null][] => {
    const text = said[name];
    if (!text) return [];
    return [[name, name === "text" ? cleanDocument(text) : publicNote(publishableNote(text).text)]];
  });
  return { write: { ...write, ...Object.fromEntries(clean) }, findings };
}

/** A text of several paragraphs, each on a line of its own. */
const cleanDocument = (text: string): string =>
  text
    .split(/[\n\r\u2028\u2029]+/)
    .map(cleanNote)
    .filter((line) => line !== "")
    .join("\n");

/** The most of a ticket's field that is judged; a note is far shorter. */
const RAW_NOTE_MAX = 4_000;

/** A ticket's note as it may be published; `remark` is for the audit log, `missing` says why readers don't get all of it. */
export type TicketNote = { note: string | null; remark?: string; missing: string | null };

/** Judges a ticket's note: whole sentences only, those that break a rule left out, then the cut to 280 characters (contract §6.4). */
export function publishTicketNote(raw: string | null): TicketNote {
  if (raw === null) return { note: null, missing: null };
  const judged = wholeSentences(raw, RAW_NOTE_MAX);
  const { text, removed } = publishableNote(judged);
  const note = publicNote(text);
  const rules = [...new Set(removed.map(({ rule }) => rule))].join(", ");
  if (rules === "") return { note, missing: cleanNote(raw).length > (note ?? "").length ? "its length" : null };
  return { note, missing: rules, remark: `copy policy left out ${removed.length} sentence(s): ${rules}` };
}
