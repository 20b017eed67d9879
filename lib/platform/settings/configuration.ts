import { type MissingSeverity, VARIABLES, type VariableName } from "@/lib/platform/settings/variables";
import { secretCommand } from "./values";

const BINDINGS = {
  DB: {
    feature: "all state (D1)",
    severity: "critical",
    command:
      "npm run deploy makes it, or: npx wrangler d1 create raxx-status-db; npx wrangler d1 migrations apply raxx-status-db --remote --env production",
  },
  STATUS_SNAPSHOT: {
    feature: "the fallback snapshot, which readers see while D1 is down (KV)",
    severity: "warning",
    command: "npm run deploy makes it, or: npx wrangler kv namespace create raxx-status-worker-status-snapshot",
  },
  FAILED_CREDENTIALS: {
    feature: "the limit of failed credentials per address (429)",
    severity: "warning",
    command: "npm run deploy   # [[ratelimits]] in wrangler.toml",
  },
  UNCACHED_READS: {
    feature: "the limit of uncached public reads per address (429)",
    severity: "warning",
    command: "npm run deploy   # [[ratelimits]] in wrangler.toml",
  },
  SIGN_UPS: {
    feature: "the limit of subscriptions per address (429)",
    severity: "warning",
    command: "npm run deploy   # [[ratelimits]] in wrangler.toml",
  },
  ASSETS: { feature: "static files of the pages", severity: "critical", command: "npm run deploy" },
} as const satisfies Record<string, { feature: string; severity: MissingSeverity; command: string }>;

type BindingName = keyof typeof BINDINGS;

/** One setting of a deployment: the feature that needs it, the severity if it is missing (null: none), and the command that sets it. */
export type ConfigurationItem = {
  name: VariableName | BindingName;
  kind: "binding" | "secret" | "variable" | "flag";
  feature: string;
  severity: MissingSeverity | null;
  command: string;
};

const STAMPS: readonly string[] = ["DEPLOYED_COMMIT", "DEPLOYED_AT"] satisfies VariableName[];

function settingCommand(name: VariableName): string {
  if (STAMPS.includes(name)) return "npm run deploy sets it";
  return findKind(name) === "flag" ? "wrangler.toml, the environment's vars; then npm run deploy" : secretCommand(name);
}

const findKind = (name: VariableName): ConfigurationItem["kind"] => {
  if (name.startsWith("FLAG_")) return "flag";
  return VARIABLES[name].secret ? "secret" : "variable";
};

/** Every setting of a deployment: the bindings, then each variable of the env schema. */
export const CONFIGURATION: readonly ConfigurationItem[] = [
  ...(Object.keys(BINDINGS) as BindingName[]).map((name) => ({ name, kind: "binding" as const, ...BINDINGS[name] })),
  ...(Object.keys(VARIABLES) as VariableName[]).map((name) => ({
    name,
    kind: findKind(name),
    feature: VARIABLES[name].feature,
    severity: VARIABLES[name].severity ?? null,
    command: settingCommand(name),
  })),
];
