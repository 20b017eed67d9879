import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What operators did, one row an act, whether or not it moved a surface. Append-only; `request_id` is counted once. */
export const operatorActions = sqliteTable(
  "operator_actions",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    requestId: text("request_id").unique(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** JSON: what was asked. */
    asked: text("asked").notNull(),
    /** JSON: what it was answered, so that the same request is answered the same. */
    result: text("result").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (t) => [index("operator_actions_created").on(t.createdAt)],
);
