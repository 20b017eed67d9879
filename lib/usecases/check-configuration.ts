import type { Context } from "@/lib/context";
import type { VariableName } from "@/lib/env";
import { readMonitors } from "./monitor-config";
import { NEEDS, type Need } from "./monitor-needs";
import { type Counts, type Finding, loadKnown, NOT_DUE, record, retire } from "./monitor-record";
import { isEveryMinutes, isNightlyDue } from "./monitor-schedule";

const RETRY_MINUTES = 15;
const KEYS = "config:";

/** Written by a look that got as far as the database; one that does not fails as a job. */
const DATABASE: Finding = {
  key: `${KEYS}database`,
  ok: true,
  severity: "critical",
  summary: "The DB binding answers",
  details: {},
  alert: null,
};

/** Nightly, and each 15 minutes while something is missing: does each feature that is on have what it needs? Names only, never a value. */
export async function checkConfiguration(ctx: Context): Promise<Counts> {
  if (!isEveryMinutes(ctx.now, RETRY_MINUTES)) return NOT_DUE;
  const known = await loadKnown(ctx);
  const setting = { env: ctx.env, registry: ctx.registry, monitors: readMonitors() };
  const isSet = (name: VariableName) => ctx.env.value(name) !== null;
  const found = [DATABASE, ...NEEDS.map((need) => judgeNeed(need, { isOn: need.isOn?.(setting) !== false, isSet }))];
  const keys = found.map(({ key }) => key);
  if (!keys.some((key) => isNightlyDue(known.get(key), ctx.now))) return NOT_DUE;
  return record(ctx, [...found, ...retire(known, KEYS, keys)]);
}

type State = { isOn: boolean; isSet: (name: VariableName) => boolean };

/** One feature's check: off is well, and so is on with everything set. */
export function judgeNeed({ feature, title, variables, severity }: Need, { isOn, isSet }: State): Finding {
  const check = { key: `${KEYS}${feature}`, severity };
  if (!isOn) return { ...check, ok: true, summary: `${title}: off`, details: { missing: [] }, alert: null };
  const missing = variables.filter((name) => !isSet(name));
  if (missing.length === 0)
    return { ...check, ok: true, summary: `${title}: has what it needs`, details: { missing }, alert: null };
  const summary = `${title}: ${missing.join(" and ")} missing or malformed`;
  return { ...check, ok: false, summary, details: { missing }, alert: `Configuration: ${summary}` };
}
