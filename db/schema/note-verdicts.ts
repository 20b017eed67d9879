import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Notes that may be published as they stand, and the version of the note policy that judged so. A row speaks for its exact text alone. */
export const noteVerdicts = sqliteTable(
  "note_verdicts",
  {
    policy: text("policy").notNull(),
    note: text("note").notNull(),
  },
  (t) => [primaryKey({ columns: [t.policy, t.note] })],
);
