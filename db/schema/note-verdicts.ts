import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Notes that may be published as they stand, and the version of the note policy that found so. A verdict holds for its exact text only. */
export const noteVerdicts = sqliteTable(
  "note_verdicts",
  {
    policy: text("policy").notNull(),
    note: text("note").notNull(),
  },
  (t) => [primaryKey({ columns: [t.policy, t.note] })],
);
