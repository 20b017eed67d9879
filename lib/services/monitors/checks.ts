import config from "@/config/monitors.json";
import { type Check, selectChecks, writeCheck } from "@/db/queries/ops-checks";
import { toMs } from "@/db/time";
import { DAY_MS, NIGHTLY_AT_MS } from "@/lib/core/engine/periods";
import type { Context } from "@/lib/platform/context";
import { Monitors } from "@/lib/schemas/monitors";
import { alertStatements } from "@/lib/services/operators/alert";
import { runIdempotent } from "@/lib/services/retry";

/** What the platform monitors check. Read when a monitor runs: a mistake in the file fails that job, not the page. */
export const readMonitors = (): Monitors => Monitors.parse(config);

const MINUTE_MS = 60_000;

/** Whether this scheduled minute is a multiple of `minutes` since midnight UTC, shifted by `offset`. */
export const isEveryMinutes = (now: number, minutes: number, offset = 0): boolean =>
  (Math.floor(now / MINUTE_MS) - offset) % minutes === 0;

/** The latest 03:15 UTC up to this minute. */
const latestNight = (now: number): number => now - ((now - NIGHTLY_AT_MS) % DAY_MS);

/** Whether a nightly check is due: at 03:15, later where that was missed, and again while it is not healthy. */
export function isNightlyDue(before: { ok: boolean | null; checkedAt: number } | undefined, now: number): boolean {
  if (before === undefined) return now - latestNight(now) < MINUTE_MS;
  if (before.checkedAt >= now) return false;
  return before.ok !== true || before.checkedAt < latestNight(now);
}

/** A check as it was last stored. */
export type Before = {
  ok: boolean | null;
  summary: string;
  details: Record<string, unknown>;
  since: number;
  checkedAt: number;
};
export type StoredChecks = ReadonlyMap<string, Before>;

/** A monitor's result, and its alert's title: null closes the alert, absent leaves it is. */
export type Finding = Check & { alert?: string | null };

export type Counts = Record<string, number>;
export const NOT_DUE: Counts = { due: 0 };

/** All stored checks, by key. */
export async function loadStoredChecks({ db }: Context): Promise<StoredChecks> {
  const rows = await selectChecks(db);
  return new Map(
    rows.map(({ checkKey, ok, summary, details, since, checkedAt }) => [
      checkKey,
      { ok, summary, details: JSON.parse(details), since: toMs(since), checkedAt: toMs(checkedAt) },
    ]),
  );
}

/** Whether a check is still due this minute: neither a tick of this minute nor a later one has made it. */
export const isStillDue = (before: Before | undefined, now: number): boolean =>
  before === undefined || before.checkedAt < now;

/** Writes checks and their alerts as one batch, so that a healthy check never has an open alert. */
export async function record(ctx: Context, findings: readonly Finding[]): Promise<Counts> {
  if (findings.length === 0) return NOT_DUE;
  await runIdempotent(
    ctx,
    findings.flatMap((found) => [
      writeCheck(ctx.db, found, ctx.now),
      ...(found.alert === undefined ? [] : alertStatements(ctx, { ...found, title: found.alert })),
    ]),
  );
  const count = (ok: boolean | null) => findings.filter((finding) => finding.ok === ok).length;
  return { due: findings.length, well: count(true), failed: count(false), unknown: count(null) };
}

type Watch<Target> = {
  prefix: string;
  watched: readonly Target[];
  toKey: (target: Target) => string;
  check: (target: Target) => Promise<Finding>;
};

/** Runs those watched checks that no tick has run this minute, and retires those that are no longer watched. */
export async function checkEach<Target>(
  ctx: Context,
  { prefix, watched, toKey, check }: Watch<Target>,
): Promise<Counts> {
  const known = await loadStoredChecks(ctx);
  const due = watched.filter((target) => isStillDue(known.get(toKey(target)), ctx.now));
  const findings = await Promise.all(due.map(check));
  return record(ctx, [...findings, ...retire(known, prefix, watched.map(toKey))]);
}

const UNWATCHED = "no longer watched";

/** Retires checks that the configuration no longer names, under a prefix of keys: their result becomes unknown, their alerts close. */
export function retire(known: StoredChecks, prefix: string, watched: readonly string[]): Finding[] {
  return [...known]
    .filter(([key, { summary }]) => key.startsWith(prefix) && !watched.includes(key) && summary !== UNWATCHED)
    .map(([key]) => ({ key, ok: null, severity: "warning", summary: UNWATCHED, details: {}, alert: null }));
}
