import { sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { opsChecks } from "@/db/schema/checks";
import { toText } from "@/db/time";
import type { AlertSeverity } from "./ops-alerts";

/** A monitor's result: `ok` is null where it could not check. `summary` is for operators. */
export type Check = {
  key: string;
  ok: boolean | null;
  severity: AlertSeverity;
  summary: string;
  details: Record<string, unknown>;
};

export const selectChecks = (db: Db) => db.select().from(opsChecks);

/** Stores a monitor's result; `since` changes only when `ok` does. */
export function writeCheck(db: Db, check: Check, now: number): Statement {
  const at = toText(now);
  const values = {
    ok: check.ok,
    severity: check.severity,
    summary: check.summary,
    details: JSON.stringify(check.details),
    checkedAt: at,
  };
  return db
    .insert(opsChecks)
    .values({ checkKey: check.key, ...values, since: at })
    .onConflictDoUpdate({
      target: opsChecks.checkKey,
      set: { ...values, since: sql`CASE WHEN ${opsChecks.ok} IS excluded.ok THEN ${opsChecks.since} ELSE ${at} END` },
    });
}
