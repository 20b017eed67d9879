import config from "@/config/monitors.json";
import { runBatch } from "@/db/client";
import { type Check, selectChecks, writeCheck } from "@/db/queries/ops-checks";
import { toMs } from "@/db/time";
import type { Context } from "@/lib/context";
import { DAY_MS, NIGHTLY_AT_MS } from "@/lib/engine/periods";
import { Monitors } from "@/lib/schemas/monitors";
import { readText } from "@/lib/sources/read-text";

import { alertStatements } from "@/lib/usecases/operators/alert";

/** What the platform monitors look at. Read when a monitor runs: a mistake in the file fails that job, not the page. */
export const readMonitors = (): Monitors => Monitors.parse(config);

const MINUTE_MS = 60_000;

/** Whether this scheduled minute is one of every so many, counted from midnight UTC and `offset`. */
export const isEveryMinutes = (now: number, minutes: number, offset = 0): boolean =>
  (Math.floor(now / MINUTE_MS) - offset) % minutes === 0;

/** The latest 03:15 UTC, this minute's included. */
const latestNight = (now: number): number => now - ((now - NIGHTLY_AT_MS) % DAY_MS);

/**
 * Whether a nightly check is to be made now: at 03:15; later where that was missed; and again, to see it clear, while it is not
 * well. Asked as often as such a second look is worth it.
 */
export function isNightlyDue(before: { ok: boolean | null; checkedAt: number } | undefined, now: number): boolean {
  if (before === undefined) return now - latestNight(now) < MINUTE_MS;
  if (before.checkedAt >= now) return false;
  return before.ok !== true || before.checkedAt < latestNight(now);
}

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
    findings.flatMap((found) => [
      writeCheck(ctx.db, found, ctx.now),
      ...(found.alert === undefined ? [] : alertStatements(ctx, { ...found, title: found.alert })),
    ]),
  );
  const count = (ok: boolean | null) => findings.filter((finding) => finding.ok === ok).length;
  return { due: findings.length, well: count(true), failed: count(false), unknown: count(null) };
}

const UNWATCHED = "no longer watched";

/** What the configuration no longer names, under a prefix of keys: nothing is known of it, and its alert closes. */
export function retire(known: Known, prefix: string, watched: readonly string[]): Finding[] {
  return [...known]
    .filter(([key, { summary }]) => key.startsWith(prefix) && !watched.includes(key) && summary !== UNWATCHED)
    .map(([key]) => ({ key, ok: null, severity: "warning", summary: UNWATCHED, details: {}, alert: null }));
}

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 256 * 1024;
const USER_AGENT = "raxx-status";

export type Failure = { failure: string };
/** What an API said, or in a few words of our own why it could not be heard. */
type Answer = { body: unknown } | Failure;

/** Said of an answer that is not what its API's documentation promises. */
export const UNEXPECTED: Failure = { failure: "an unexpected answer" };

type Question = { url: string; headers: Record<string, string>; timeoutMs?: number };

/** What is found where an API could not be heard: nothing is known, and no alert changes. */
export const unheard = ({ failure }: Failure): Pick<Finding, "ok" | "summary" | "details"> => ({
  ok: null,
  summary: `Could not look: ${failure}`,
  details: { failure },
});

/** Asks an API for JSON: no redirects, 8 s, 256 KB. Never throws, and no error text of the other side gets through. */
export const askJson = ({ gate }: Pick<Context, "gate">, question: Question): Promise<Answer> =>
  gate(() => ask(question));

async function ask({ url, headers, timeoutMs = TIMEOUT_MS }: Question): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { Accept: "application/json", ...headers, "User-Agent": USER_AGENT },
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    if (response.ok && isJson(response)) return parse(await readText(response, MAX_BYTES));
    await response.body?.cancel();
    return { failure: response.ok ? "not JSON" : `HTTP ${response.status}` };
  } catch {
    return { failure: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection" };
  }
}

const isJson = ({ headers }: Response): boolean => /[/+]json\b/i.test(headers.get("Content-Type") ?? "");

function parse(text: string | null): Answer {
  if (text === null) return { failure: `over ${MAX_BYTES / 1024} KB` };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { failure: "not JSON" };
  }
}
