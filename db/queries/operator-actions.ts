import { and, desc, eq, gt, notLike, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { operatorActions } from "@/db/schema/operator-actions";
import { toText } from "@/db/time";

export type ActionRow = typeof operatorActions.$inferSelect;

/** Records an operator's action; a request id that is stored already fails the batch. */
export type Action = { requestId: string | null; actor: string; action: string; asked: unknown; result: unknown };

export const insertAction = (db: Db, action: Action, now: number): Statement =>
  db.insert(operatorActions).values(toRow(action, now));

/** Records an action before it is done, under its request id; a row only where that id is new. */
export const claimAction = (db: Db, action: Action, now: number) =>
  db
    .insert(operatorActions)
    .values(toRow(action, now))
    .onConflictDoNothing({ target: operatorActions.requestId })
    .returning({ id: operatorActions.id });

const toRow = ({ asked, result, ...action }: Action, now: number) => ({
  ...action,
  asked: JSON.stringify(asked),
  result: JSON.stringify(result ?? null),
  createdAt: toText(now),
});

export const selectAction = (db: Db, requestId: string) =>
  db.select().from(operatorActions).where(eq(operatorActions.requestId, requestId));

export const selectLatestActions = (db: Db, limit: number) =>
  db
    .select()
    .from(operatorActions)
    .where(notLike(operatorActions.action, "%:result"))
    .orderBy(desc(operatorActions.id))
    .limit(limit);

/** How many of the last actions are searched for one on a window or an incident. */
const SEARCHED = 200;

/** The newest of the last actions that changed a window or an incident. */
export const selectLastActionOn = (db: Db, { windowId, incidentId }: { windowId?: string; incidentId?: number }) =>
  db
    .select()
    .from(operatorActions)
    .where(
      and(
        gt(operatorActions.id, sql`(SELECT max(id) FROM ${operatorActions}) - ${SEARCHED}`),
        windowId === undefined ? undefined : sql`${operatorActions.asked} ->> 'window_id' = ${windowId}`,
        incidentId === undefined ? undefined : sql`${operatorActions.asked} ->> 'incident_id' = ${incidentId}`,
        windowId === undefined && incidentId === undefined ? sql`0` : undefined,
      ),
    )
    .orderBy(desc(operatorActions.id))
    .limit(1);
