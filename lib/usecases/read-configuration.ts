import { CONFIGURATION, type ConfigurationItem } from "@/lib/configuration/items";
import type { Context } from "@/lib/context";
import type { VariableName } from "@/lib/env";
import type { OpsConfiguration } from "@/lib/schemas/ops-machinery";
import { toIso } from "@/lib/schemas/times";

type Status = OpsConfiguration["items"][number]["status"];

/** Each variable and binding: set or missing, never its value (runbook-raptor's checklist). */
export const readConfiguration = (ctx: Context): OpsConfiguration => ({
  generated_at: toIso(ctx.now),
  items: CONFIGURATION.map((item) => ({ ...item, status: statusOf(ctx, item) })),
});

/** Another binding that were missing would have kept us from getting here. */
function statusOf({ env, snapshot, limits }: Context, { name, kind }: ConfigurationItem): Status {
  if (name === "STATUS_SNAPSHOT") return snapshot ? "set" : "missing";
  if (name === "FAILED_CREDENTIALS" || name === "UNCACHED_READS") return limits[name] ? "set" : "missing";
  if (kind === "binding") return "set";
  const variable = name as VariableName;
  if (!env.isSet(variable)) return "missing";
  return env.value(variable) === null ? "malformed" : "set";
}
