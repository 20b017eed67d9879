import { VARIABLES, type Variable, type VariableName } from "@/lib/platform/settings/variables";

/** What a setting may be, what holds where it is not set, and where its value is kept (null: nowhere, since it is no secret). */
export type SettingValue = { accepts: string; otherwise: string; vault: Vault | null };

/** A folder of the vault, and the name in it. */
type Vault = { folder: string; key: string };

const FOLDER = "/MooseQuest/cloudflare";

/** Secrets that the operator generates; the others come from whatever service issues them (the webhook secret from FreeScout). */
const MADE = /^(?:STATUS_|FREESCOUT_(?:SERVICE_TOKEN|WEBHOOK_PATH_TOKEN)|SUBSCRIBER_KEY|POSTMARK_WEBHOOK_TOKEN)/;
const isPrevious = (name: VariableName): boolean => name.endsWith("_PREVIOUS");

/** Whether we make the value ourselves. */
export const isMade = (name: VariableName): boolean => MADE.test(name) && !isPrevious(name);

const ACCEPTS: Partial<Record<VariableName, [accepts: string, otherwise: string]>> = {
  FREESCOUT_WEBHOOK_SECRET: ["the Secret Key of FreeScout's API & Webhooks", "the webhook answers 503"],
  FREESCOUT_SERVICE_TOKEN: ["64 hex digits; any text is taken", "the webhook's internal path answers 503"],
  FREESCOUT_WEBHOOK_PATH_TOKEN: ["64 hex digits; any text is taken", "no second factor"],
  STATUS_INTERNAL_WRITE_TOKEN: ["64 hex digits; any text is taken", "the write API answers 503"],
  STATUS_WORKER_INTERNAL_KEY: ["64 hex digits; any text is taken", "no second key"],
  FREESCOUT_API_URL: ["https URL, with `/api`", "tickets are not read back"],
  PROBE_TIMEOUT_MS: ["milliseconds", "5000"],
  PROBE_RETRY_MS: ["milliseconds, `0` for no second probe", "2000"],
  PROBE_ACCESS_EXPIRES_ON: ["a date, `2027-01-31`", "no warning"],
  PROBE_CONTROL_URLS: ["two URLs, by comma", "two of ours, in the prober's runbook"],
  PARTNER_TIMEOUT_MS: ["milliseconds", "5000"],
  HEROKU_API_URL: ["https URL", "https://api.heroku.com"],
  SENTRY_API_URL: ["https URL", "https://sentry.io"],
  GITHUB_API_URL: ["https URL", "https://api.github.com"],
  OPS_ALERT_WEBHOOK_URL: ["https URL of a Slack-compatible hook", "alerts stay in /ops"],
  SUBSCRIBER_KEY: ["64 hex digits; any text is taken", "nobody can subscribe: 503"],
  POSTMARK_SERVER_TOKEN: ["a server's token of Postmark", "no mail, unless the `EMAIL` binding is there"],
  POSTMARK_API_URL: ["https URL", "https://api.postmarkapp.com"],
  POSTMARK_MESSAGE_STREAM: ["a broadcast stream's id", "broadcast"],
  POSTMARK_WEBHOOK_TOKEN: ["64 hex digits; any text is taken", "the webhook answers 503"],
  MAIL_FROM: ["an address, with or without a name", "Raxx Status <status@raxx.app>"],
  VAPID_PUBLIC_KEY: ["65 bytes, base64url", "no browser push"],
  VAPID_PRIVATE_KEY: ["32 bytes, base64url", "no browser push"],
  ACCESS_TEAM_DOMAIN: ["a team's host, such as `raxx.cloudflareaccess.com`", "/ops answers 503"],
  ACCESS_AUD: ["audience tags, by comma", "/ops answers 503"],
  FREESCOUT_COMPONENT_TAG_FIELD_ID: ["a number", "the field is found by its name"],
  FREESCOUT_PUBLIC_STATUS_FIELD_ID: ["a number", "the field is found by its name"],
  FREESCOUT_INCIDENT_SEVERITY_FIELD_ID: ["a number", "the field is found by its name"],
  FREESCOUT_INCIDENT_PHASE_FIELD_ID: ["a number", "the field is found by its name, where there is one"],
  DEPLOYED_COMMIT: ["40 hex digits", "none"],
  DEPLOYED_AT: ["ISO 8601 with `Z`", "none"],
};

/** The paths that are written down elsewhere, too. */
const VAULT: Partial<Record<VariableName, Vault>> = {
  STATUS_WORKER_INTERNAL_KEY: { folder: "/raxx/status-worker", key: "internal-key" },
};

/** What is known of a setting's value. */
export function describeValue(name: VariableName): SettingValue {
  const vault = VARIABLES[name].secret && !isPrevious(name) ? (VAULT[name] ?? { folder: FOLDER, key: name }) : null;
  if (isPrevious(name)) return { accepts: "the value before, during a rotation", otherwise: "none is accepted", vault };
  if (name.startsWith("FLAG_") || name === "DEMO") {
    const { unset = "0" }: Variable = VARIABLES[name];
    return { accepts: "`1`, `0`", otherwise: `\`${unset}\``, vault };
  }
  const [accepts, otherwise] = ACCEPTS[name] ?? ["as its issuer gives it", "that feature is off"];
  return { accepts, otherwise, vault };
}

/** Sets a secret without showing it: neither in the shell's history nor on the screen. One that we make is kept in the vault first, since Cloudflare gives none back. */
export function secretCommand(name: VariableName): string {
  const put = `npx wrangler secret put ${name} --env production`;
  const { vault } = describeValue(name);
  if (!isMade(name) || vault === null) return put;
  const place = `--path ${vault.folder} --env prod`;
  const make = `infisical secrets set ${vault.key}="$(openssl rand -hex 32)" ${place} >/dev/null 2>&1`;
  return `${make} && infisical secrets get ${vault.key} ${place} --plain | tr -d '\\n' | ${put}`;
}
