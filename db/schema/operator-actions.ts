import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Operators' actions, one row each, whether or not a surface changed. Append-only; each `request_id` counts once. */
export const operatorActions = sqliteTable(
  "operator_actions",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    requestId: text("request_id").unique(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** JSON: the request. */
    asked: text("asked").notNull(),
    /** JSON: the response, which a repeated request gets again. */
    result: text("result").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (t) => [index("operator_actions_created").on(t.createdAt)],
);
