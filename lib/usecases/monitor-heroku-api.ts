import { toIso } from "@/lib/schemas/times";
import type { Finding, Known } from "./monitor-record";

/** How long Heroku's API may fail before operators hear of it. */
const ALERT_AFTER_MS = 1_800_000;
const KEY = "heroku:api";

/** Whether Heroku's API can be asked: not well while any watched check could not look, and an alert once that has lasted. */
export function judgeApi(known: Known, found: readonly Finding[], watched: readonly string[], now: number): Finding {
  const latest = new Map<string, Pick<Finding, "ok" | "details">>([...known, ...found.map((f) => [f.key, f] as const)]);
  const blind = watched.filter((key) => latest.get(key)?.ok === null);
  const check = { key: KEY, severity: "warning" as const };
  if (blind.length === 0) return { ...check, ok: true, summary: "Heroku's API answers", details: {}, alert: null };
  const before = known.get(KEY);
  const since = before?.ok === false ? before.since : now;
  const failures = Object.fromEntries(blind.map((key) => [key, latest.get(key)?.details.failure ?? null]));
  const summary = `Heroku's API could not be asked since ${toIso(since)}: ${blind.join(", ")}`;
  const finding = { ...check, ok: false, summary, details: { failures } };
  if (now - since < ALERT_AFTER_MS) return finding;
  return {
    ...finding,
    alert: `Heroku's API has not answered for 30 minutes: ${[...new Set(Object.values(failures))].join(", ")}`,
  };
}
