import { DAY_MS } from "@/lib/core/engine/periods";
import type { Context } from "@/lib/platform/context";
import { type MissingSeverity, VARIABLES, type VariableName } from "@/lib/platform/env";
import type { Monitors } from "@/lib/schemas/monitors";
import {
  type Counts,
  type Finding,
  isEveryMinutes,
  isNightlyDue,
  loadStoredChecks,
  NOT_DUE,
  readMonitors,
  record,
  retire,
} from "./checks";

type Setting = Pick<Context, "env" | "registry"> & { monitors: Monitors };

/** The settings that a feature can't work without; `severity` is that of their absence. Without `isOn` the feature is always on. */
export type Need = {
  feature: string;
  title: string;
  variables: readonly VariableName[];
  severity: MissingSeverity;
  isOn?: (setting: Setting) => boolean;
};

function probesBehindAccess({ env, registry }: Setting): boolean {
  return env.flag("FLAG_STATUS_PROBER") && registry.entries.some(({ probe_auth }) => probe_auth === "access");
}

/** The severity of a missing variable is declared in the env schema. */
function need(feature: string, title: string, variables: readonly VariableName[], isOn?: Need["isOn"]): Need {
  const isCritical = variables.some((name) => VARIABLES[name].severity === "critical");
  return { feature, title, variables, severity: isCritical ? "critical" : "warning", isOn };
}

const PROBE_KEYS = ["PROBE_ACCESS_CLIENT_ID", "PROBE_ACCESS_CLIENT_SECRET", "PROBE_ACCESS_EXPIRES_ON"] as const;

/** The settings of each feature; the public page, the prober and the partner poller need nothing but their flags. */
export const NEEDS: readonly Need[] = [
  need("internal-write-api", "The internal write API", ["STATUS_INTERNAL_WRITE_TOKEN"]),
  need("worker-key", "Snapshot and invalidate by key", ["STATUS_WORKER_INTERNAL_KEY"]),
  need("freescout-webhook", "The FreeScout webhook", ["FREESCOUT_WEBHOOK_SECRET"]),
  need("freescout-internal-path", "The FreeScout webhook on the internal path", ["FREESCOUT_SERVICE_TOKEN"]),
  need("freescout-reconciler", "The FreeScout reconciler", ["FREESCOUT_API_URL", "FREESCOUT_API_KEY"]),
  need("probes-behind-access", "Probes of surfaces behind Cloudflare Access", PROBE_KEYS, probesBehindAccess),
  need(
    "heroku-monitors",
    "The monitors of Heroku apps",
    ["HEROKU_API_TOKEN"],
    (on) => on.monitors.heroku_apps.length > 0,
  ),
  need(
    "sentry-monitors",
    "The monitors of Sentry projects",
    ["SENTRY_API_TOKEN"],
    (on) => on.monitors.sentry.projects.length > 0,
  ),
  need(
    "github-monitors",
    "The monitors of GitHub workflows",
    ["GITHUB_API_TOKEN"],
    (on) => on.monitors.github_workflows.length > 0,
  ),
  need("alert-hook", "The alert hook", ["OPS_ALERT_WEBHOOK_URL"]),
  need("ops-gate", "The operators' area behind Cloudflare Access", ["ACCESS_TEAM_DOMAIN", "ACCESS_AUD"]),
];

const RETRY_MINUTES = 15;
const KEYS = "config:";

/** Stored by a check that reached the database; where it can't be reached, the job fails. */
const DATABASE: Finding = {
  key: `${KEYS}database`,
  ok: true,
  severity: "critical",
  summary: "The DB binding answers",
  details: {},
  alert: null,
};

/** Nightly, and every 15 minutes while something is missing: checks that each enabled feature has its settings. Reports names, never values. */
export async function checkConfiguration(ctx: Context): Promise<Counts> {
  if (!isEveryMinutes(ctx.now, RETRY_MINUTES)) return NOT_DUE;
  const known = await loadStoredChecks(ctx);
  const setting = { env: ctx.env, registry: ctx.registry, monitors: readMonitors() };
  const isSet = (name: VariableName) => ctx.env.value(name) !== null;
  const needs = NEEDS.map((need) => judgeNeed(need, { isOn: need.isOn?.(setting) !== false, isSet }));
  const tokenEnds = probesBehindAccess(setting) ? ctx.env.value("PROBE_ACCESS_EXPIRES_ON") : null;
  const found = [DATABASE, ...needs, judgeTokenEnd(tokenEnds, ctx.now)];
  const keys = found.map(({ key }) => key);
  if (!keys.some((key) => isNightlyDue(known.get(key), ctx.now))) return NOT_DUE;
  return record(ctx, [...found, ...retire(known, KEYS, keys)]);
}

const TOKEN_NOTICE_MS = 30 * DAY_MS;

/** Whether the probes' service token, whose end only the account's owner can read at Cloudflare and sets here, has 30 days left. */
export function judgeTokenEnd(expiresOn: string | null, now: number): Finding {
  const check = { key: `${KEYS}probe-token-end`, severity: "warning", details: { expires_on: expiresOn } } as const;
  const left = expiresOn === null ? Number.POSITIVE_INFINITY : Date.parse(expiresOn) - now;
  const summary = `The probes' service token ${left > 0 ? "ends" : "ended"} on ${expiresOn}`;
  if (left > TOKEN_NOTICE_MS)
    return { ...check, ok: true, summary: expiresOn ? summary : "No end is set", alert: null };
  return { ...check, ok: false, summary, alert: `Configuration: ${summary}` };
}

type State = { isOn: boolean; isSet: (name: VariableName) => boolean };

/** One feature's check: healthy when it is off, or on with everything set. */
export function judgeNeed({ feature, title, variables, severity }: Need, { isOn, isSet }: State): Finding {
  const missing = isOn ? variables.filter((name) => !isSet(name)) : [];
  const check = { key: `${KEYS}${feature}`, severity, details: { missing } };
  if (missing.length === 0)
    return { ...check, ok: true, summary: `${title}: ${isOn ? "fully configured" : "off"}`, alert: null };
  const summary = `${title}: ${missing.join(" and ")} missing or malformed`;
  return { ...check, ok: false, summary, alert: `Configuration: ${summary}` };
}
