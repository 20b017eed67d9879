import { runBatch, type Statement } from "@/db/client";
import { type Check, selectChecks, writeCheck } from "@/db/queries/ops-checks";
import { toMs } from "@/db/time";
import type { Context } from "@/lib/context";
import { alertStatements } from "./alerts";

/** What a check said before. */
export type Before = {
  ok: boolean | null;
  summary: string;
  details: Record<string, unknown>;
  since: number;
  checkedAt: number;
};
export type Known = ReadonlyMap<string, Before>;

/** What a monitor found, and what operators hear of it: a title raises the check's alert, null clears it, absent leaves it be. */
export type Finding = Check & { alert?: string | null };

export type Counts = Record<string, number>;
export const NOT_DUE: Counts = { due: 0 };

/** What all checks said before, by key. */
export async function loadKnown({ db }: Context): Promise<Known> {
  const rows = await selectChecks(db);
  return new Map(
    rows.map(({ checkKey, ok, summary, details, since, checkedAt }) => [
      checkKey,
      { ok, summary, details: JSON.parse(details), since: toMs(since), checkedAt: toMs(checkedAt) },
    ]),
  );
}

/** Whether a check has yet to be made this minute: no tick of this minute, or of a later one, has made it. */
export const isUnmade = (before: Before | undefined, now: number): boolean =>
  before === undefined || before.checkedAt < now;

/** Writes checks and their alerts as one batch, so that a check that is well never has an alert open. */
export async function record(ctx: Context, findings: readonly Finding[]): Promise<Counts> {
  if (findings.length === 0) return NOT_DUE;
  await runBatch(
    ctx.db,
    findings.flatMap((finding) => [writeCheck(ctx.db, finding, ctx.now), ...alertsOf(ctx, finding)]),
  );
  const count = (ok: boolean | null) => findings.filter((finding) => finding.ok === ok).length;
  return { due: findings.length, well: count(true), failed: count(false), unknown: count(null) };
}

const alertsOf = (ctx: Context, { key, severity, alert }: Finding): Statement[] =>
  alert === undefined ? [] : alertStatements(ctx, { key, severity, title: alert });

const UNWATCHED = "no longer watched";

/** What the configuration no longer names, under a prefix of keys: nothing is known of it, and its alert closes. */
export function retire(known: Known, prefix: string, watched: readonly string[]): Finding[] {
  return [...known]
    .filter(([key, { summary }]) => key.startsWith(prefix) && !watched.includes(key) && summary !== UNWATCHED)
    .map(([key]) => ({ key, ok: null, severity: "warning", summary: UNWATCHED, details: {}, alert: null }));
}
