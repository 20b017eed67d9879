import { type Results, runBatch, type Statement, type Statements } from "@/db/client";
import { insertVerdicts } from "@/db/queries/note-verdicts";
import type { Context } from "@/lib/context";
import { acceptVerdict, unstoredVerdicts } from "@/lib/public/note";

/** How many verdicts one write stores. */
const MOST_VERDICTS = 200;

/** Reads in one round trip, and takes in the stored verdicts on the notes that were read. */
export async function readBatch<Read extends Statements>({ db }: Context, statements: Read): Promise<Results<Read>> {
  const results = await db.batch(statements);
  for (const rows of results as unknown[]) if (Array.isArray(rows)) for (const row of rows) acceptVerdictOf(row);
  return results;
}

function acceptVerdictOf({ noteJudged, publicNote }: { noteJudged?: number; publicNote?: string | null }): void {
  if (noteJudged === 1 && publicNote) acceptVerdict(publicNote);
}

/** Writes as one transaction, and with it the verdicts on notes that were judged since the last write. */
export async function writeBatch({ db }: Context, statements: readonly Statement[]): Promise<void> {
  const verdicts = unstoredVerdicts().slice(0, MOST_VERDICTS);
  await runBatch(db, [...statements, ...insertVerdicts(db, verdicts)]);
  for (const note of verdicts) acceptVerdict(note);
}

/** Stores the verdicts on notes that were judged since the last write, so that no later read has to judge them. */
export const storeVerdicts = (ctx: Context): Promise<void> => writeBatch(ctx, []);
