import type { D1Database, Fetcher, KVNamespace, SendEmail } from "@cloudflare/workers-types";
import * as z from "zod";
import type { Limits } from "@/lib/platform/rate-limits";
import type { Registry } from "@/lib/schemas/registry";
import { isRequestUrl } from "@/lib/schemas/request-url";

/** The severity of a missing setting that a feature needs. */
export type MissingSeverity = "critical" | "warning";

export type Variable = {
  schema: z.ZodType<string | undefined>;
  secret: boolean;
  feature: string;
  /** Absent: the feature works without it, or has a default. */
  severity?: MissingSeverity;
  /** What counts while it is unset; absent: a flag is off. */
  unset?: string;
};

const secret = (feature: string): Variable => ({ schema: z.string().min(1).optional(), secret: true, feature });
const needed = (variable: Variable, severity: MissingSeverity = "warning"): Variable => ({ ...variable, severity });
const flag = (feature: string): Variable => ({ schema: z.enum(["0", "1"]).optional(), secret: false, feature });
const text = (feature: string, pattern: RegExp, rule: string): Variable => ({
  schema: z.string().regex(pattern, rule).optional(),
  secret: false,
  feature,
});
const url = (feature: string, secret = false): Variable => ({
  schema: z.string().refine(isRequestUrl, "must be an https URL (http only on a loopback address)").optional(),
  secret,
  feature,
});
const urls = (feature: string): Variable => ({
  schema: z
    .string()
    .refine(
      (list) => list.split(",").every(isRequestUrl),
      "must be https URLs, by comma (http only on a loopback address)",
    )
    .optional(),
  secret: false,
  feature,
});
const hidden = (variable: Variable): Variable => ({ ...variable, secret: true });
const milliseconds = (feature: string): Variable => text(feature, /^\d{1,6}$/, "must be milliseconds");
const fieldId = (feature: string): Variable => text(feature, /^\d+$/, "must be a number");

const isTeam = (value: string): boolean => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value) || isRequestUrl(value);

/** Every variable that the platform reads, read nowhere else: name → shape, secrecy and the feature that needs it. */
export const VARIABLES = {
  STATUS_INTERNAL_WRITE_TOKEN: needed(secret("internal write API"), "critical"),
  STATUS_INTERNAL_WRITE_TOKEN_PREVIOUS: secret("internal write API, while its token is rotated"),
  STATUS_WORKER_INTERNAL_KEY: needed(secret("snapshot and invalidate by key")),
  STATUS_WORKER_INTERNAL_KEY_PREVIOUS: secret("snapshot and invalidate by key, while it is rotated"),
  FREESCOUT_WEBHOOK_SECRET: needed(secret("FreeScout webhook")),
  FREESCOUT_WEBHOOK_SECRET_PREVIOUS: secret("FreeScout webhook, while its secret is rotated"),
  FREESCOUT_SERVICE_TOKEN: needed(secret("FreeScout webhook on the internal path")),
  FREESCOUT_SERVICE_TOKEN_PREVIOUS: secret("FreeScout webhook on the internal path, while its token is rotated"),
  FREESCOUT_WEBHOOK_PATH_TOKEN: secret("second factor in the FreeScout webhook's path"),
  FREESCOUT_WEBHOOK_PATH_TOKEN_PREVIOUS: secret("second factor in the webhook's path, while it is rotated"),
  FREESCOUT_COMPONENT_TAG_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_PUBLIC_STATUS_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_INCIDENT_SEVERITY_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_INCIDENT_PHASE_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_API_URL: needed(url("FreeScout reconciler")),
  FREESCOUT_API_KEY: needed(secret("FreeScout reconciler")),
  PROBE_ACCESS_CLIENT_ID: needed(secret("probes of surfaces behind Cloudflare Access")),
  PROBE_ACCESS_CLIENT_SECRET: needed(secret("probes of surfaces behind Cloudflare Access")),
  PROBE_ACCESS_EXPIRES_ON: needed(
    text("warning 30 days before the probes' service token ends", /^\d{4}-\d\d-\d\d$/, "must be a date, YYYY-MM-DD"),
  ),
  PROBE_TIMEOUT_MS: milliseconds("prober: how long one probe may take; 5000"),
  PROBE_RETRY_MS: milliseconds("prober: how long after a failure the second probe is sent, 0 for none; 2000"),
  PROBE_CONTROL_URLS: urls("prober: two neutral URLs that show whether our own network is down"),
  PARTNER_TIMEOUT_MS: milliseconds("partner poller: how long one request may take; 5000"),
  HEROKU_API_TOKEN: needed(secret("platform monitors of Heroku")),
  HEROKU_API_URL: url("platform monitors of Heroku, elsewhere than at Heroku"),
  SENTRY_API_TOKEN: needed(secret("Sentry errors in 24 h")),
  SENTRY_API_URL: url("Sentry errors in 24 h, elsewhere than at Sentry"),
  GITHUB_API_TOKEN: needed(secret("latest runs of the watched workflows")),
  GITHUB_API_URL: url("latest runs of the watched workflows, elsewhere than at GitHub"),
  OPS_ALERT_WEBHOOK_URL: needed(url("alerts to operators", true)),
  SUBSCRIBER_KEY: secret("subscribers: seals their addresses; a new one loses them all"),
  POSTMARK_SERVER_TOKEN: secret("subscribers by mail"),
  POSTMARK_API_URL: url("subscribers by mail, elsewhere than at Postmark"),
  POSTMARK_MESSAGE_STREAM: text("subscribers by mail", /^[\w-]{1,64}$/, "must be a message stream's id"),
  POSTMARK_WEBHOOK_TOKEN: secret("bounces and complaints, in the webhook's path"),
  POSTMARK_WEBHOOK_TOKEN_PREVIOUS: secret("bounces and complaints, while that token is rotated"),
  MAIL_FROM: text(
    "subscribers by mail",
    /^[^\r\n<>]{0,64}<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/,
    "must be an address",
  ),
  VAPID_PUBLIC_KEY: text("subscribers by browser push", /^B[\w-]{86}$/, "must be 65 bytes as base64url"),
  VAPID_PRIVATE_KEY: hidden(text("subscribers by browser push", /^[\w-]{43}$/, "must be 32 bytes as base64url")),
  ACCESS_TEAM_DOMAIN: {
    schema: z
      .string()
      .refine(isTeam, "must be a team's host, or its https URL (http only on a loopback address)")
      .optional(),
    secret: false,
    feature: "/ops behind Cloudflare Access",
    severity: "warning",
  },
  ACCESS_AUD: needed(text("/ops behind Cloudflare Access", /^[\w-]+(?:,[\w-]+)*$/, "must be audience tags, by comma")),
  DEPLOYED_COMMIT: text("the live commit that /api/version returns", /^[0-9a-f]{40}$/, "must be a full commit hash"),
  DEPLOYED_AT: text(
    "the time of deployment that /api/version returns",
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    "must be an ISO 8601 time with Z",
  ),
  FLAG_STATUS_PUBLIC_ENDPOINT: flag("public page and API"),
  FLAG_STATUS_3P_POLLER: flag("partner poller"),
  FLAG_STATUS_PROBER: flag("prober"),
  FLAG_STATUS_PUBLIC_HISTORY: { ...flag("public history beyond 30 days, with uptime in percent"), unset: "1" },
  FLAG_NEXT_ONLY: flag("Next answers every request that has an address, the Worker only those that have none"),
  DEMO: flag("a notice on every page that its data is invented"),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

/** The names of all variables; the launcher passes on those that are set. */
export const ENV_VARIABLES = Object.keys(VARIABLES) as readonly VariableName[];

/** The Worker's bindings; `REGISTRY` (JSON, as `npm run build` writes it) replaces the compiled-in registry, unchecked. */
export type Bindings = {
  DB: D1Database;
  ASSETS: Fetcher;
  STATUS_SNAPSHOT?: KVNamespace;
  /** Cloudflare's mail, where Postmark is not set. */
  EMAIL?: SendEmail;
  REGISTRY?: Registry;
} & Limits &
  Partial<Record<VariableName, string>>;

/** The validated settings: empty counts as absent, and what needs an absent secret is not configured. */
export type Env = {
  value: (name: VariableName) => string | null;
  /** Whether it has a value at all, even a malformed one. */
  isSet: (name: VariableName) => boolean;
  /** The values that are set of the secret and its predecessor (contract §4.7). */
  accepted: (name: VariableName) => readonly string[];
  flag: (name: VariableName) => boolean;
  ms: (name: VariableName, otherwise: number) => number;
};

/** Reads the bindings by the schema; an unset flag is off, unless its entry says otherwise. */
export function readEnv(bindings: Bindings): Env {
  const value = (name: VariableName): string | null => {
    const parsed = VARIABLES[name].schema.safeParse(bindings[name] || undefined);
    return parsed.success ? (parsed.data ?? null) : null;
  };
  return {
    value,
    isSet: (name) => Boolean(bindings[name]),
    accepted: (name) =>
      [value(name), value(`${name}_PREVIOUS` as VariableName)].filter((found): found is string => found !== null),
    ms: (name, otherwise) => Number(value(name) ?? otherwise),
    flag: (name) => {
      const { unset }: Variable = VARIABLES[name];
      return (value(name) ?? unset) === "1";
    },
  };
}
