import type { Context } from "@/lib/context";
import { type LackSeverity, VARIABLES, type VariableName } from "@/lib/env";
import type { Monitors } from "@/lib/schemas/monitors";
import {
  type Counts,
  type Finding,
  isEveryMinutes,
  isNightlyDue,
  loadKnown,
  NOT_DUE,
  readMonitors,
  record,
  retire,
} from "./checks";

type Setting = Pick<Context, "env" | "registry"> & { monitors: Monitors };

/** What a feature can't work without; `severity` is that of its absence. Without `isOn` it is always on. */
export type Need = {
  feature: string;
  title: string;
  variables: readonly VariableName[];
  severity: LackSeverity;
  isOn?: (setting: Setting) => boolean;
};

const probesBehindAccess = ({ env, registry }: Setting): boolean =>
  env.flag("FLAG_STATUS_PROBER") && registry.entries.some(({ probe_auth }) => probe_auth === "access");

/** The public page, the prober and the partner poller need nothing but their flags. */
const FEATURES: readonly Omit<Need, "severity">[] = [
  { feature: "internal-write-api", title: "The internal write API", variables: ["STATUS_INTERNAL_WRITE_TOKEN"] },
  { feature: "worker-key", title: "Snapshot and invalidate by key", variables: ["STATUS_WORKER_INTERNAL_KEY"] },
  { feature: "freescout-webhook", title: "The FreeScout webhook", variables: ["FREESCOUT_WEBHOOK_SECRET"] },
  {
    feature: "freescout-internal-path",
    title: "The FreeScout webhook on the internal path",
    variables: ["FREESCOUT_SERVICE_TOKEN"],
  },
  {
    feature: "freescout-reconciler",
    title: "The FreeScout reconciler",
    variables: ["FREESCOUT_API_URL", "FREESCOUT_API_KEY"],
  },
  {
    feature: "probes-behind-access",
    title: "Probes of surfaces behind Cloudflare Access",
    variables: ["PROBE_ACCESS_CLIENT_ID", "PROBE_ACCESS_CLIENT_SECRET"],
    isOn: probesBehindAccess,
  },
  {
    feature: "heroku-monitors",
    title: "The monitors of Heroku apps",
    variables: ["HEROKU_API_TOKEN"],
    isOn: ({ monitors }) => monitors.heroku_apps.length > 0,
  },
  {
    feature: "sentry-monitors",
    title: "The monitors of Sentry projects",
    variables: ["SENTRY_API_TOKEN"],
    isOn: ({ monitors }) => monitors.sentry.projects.length > 0,
  },
  {
    feature: "github-monitors",
    title: "The monitors of GitHub workflows",
    variables: ["GITHUB_API_TOKEN"],
    isOn: ({ monitors }) => monitors.github_workflows.length > 0,
  },
  { feature: "alert-hook", title: "The alert hook", variables: ["OPS_ALERT_WEBHOOK_URL"] },
  {
    feature: "ops-gate",
    title: "The operators' area behind Cloudflare Access",
    variables: ["ACCESS_TEAM_DOMAIN", "ACCESS_AUD"],
  },
];

const isCritical = (name: VariableName): boolean => VARIABLES[name].severity === "critical";

/** How bad a lack is, is said once, where the variable is declared. */
export const NEEDS: readonly Need[] = FEATURES.map((feature) => ({
  ...feature,
  severity: feature.variables.some(isCritical) ? "critical" : "warning",
}));

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
