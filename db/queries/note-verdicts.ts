import { type Column, ne, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { noteVerdicts } from "@/db/schema/note-verdicts";
import policy from "@/lib/generated/note-policy.json" with { type: "json" };

/** A column of a select: whether this note has a stored verdict; one seek a note. */
export const noteJudged = (note: Column) =>
  sql<number>`EXISTS (SELECT 1 FROM note_verdicts AS verdict WHERE verdict.policy = ${sql.raw(`'${policy.version}'`)} AND verdict.note = ${note})`.as(
    "note_judged",
  );

/** Stores the verdict that these notes pass as they stand; no statement for an empty list. */
export function insertVerdicts(db: Db, notes: readonly string[]): Statement[] {
  if (notes.length === 0) return [];
  const columns = { policy: sql<string>`${policy.version}`.as("policy"), note: sql<string>`value`.as("note") };
  const rows = db
    .select(columns)
    .from(sql`json_each(${JSON.stringify(notes)})`)
    .where(sql`true`);
  return [db.insert(noteVerdicts).select(rows).onConflictDoNothing()];
}

/** Deletes the verdicts of other versions of the policy, which no read uses. */
export const deleteOldVerdicts = (db: Db): Statement =>
  db.delete(noteVerdicts).where(ne(noteVerdicts.policy, policy.version));
