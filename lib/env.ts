import type { D1Database, Fetcher } from "@cloudflare/workers-types";
import { z } from "zod";
import type { SurfaceEntry } from "@/lib/schemas/registry";

type Variable = { schema: z.ZodType<string | undefined>; secret: boolean; feature: string };

const secret = (feature: string): Variable => ({ schema: z.string().min(1).optional(), secret: true, feature });
const flag = (feature: string): Variable => ({ schema: z.enum(["0", "1"]).optional(), secret: false, feature });
const fieldId = (feature: string): Variable => ({
  schema: z.string().regex(/^\d+$/, "must be a number").optional(),
  secret: false,
  feature,
});

/** Every variable that we read, and nothing else reads any: name → shape, secrecy and the feature that needs it. */
export const VARIABLES = {
  STATUS_INTERNAL_WRITE_TOKEN: secret("internal write API"),
  STATUS_INTERNAL_WRITE_TOKEN_PREVIOUS: secret("internal write API, while its token is rotated"),
  STATUS_WORKER_INTERNAL_KEY: secret("snapshot and invalidate by key"),
  STATUS_WORKER_INTERNAL_KEY_PREVIOUS: secret("snapshot and invalidate by key, while it is rotated"),
  FREESCOUT_WEBHOOK_SECRET: secret("FreeScout webhook"),
  FREESCOUT_WEBHOOK_SECRET_PREVIOUS: secret("FreeScout webhook, while its secret is rotated"),
  FREESCOUT_SERVICE_TOKEN: secret("FreeScout webhook on the internal path"),
  FREESCOUT_SERVICE_TOKEN_PREVIOUS: secret("FreeScout webhook on the internal path, while its token is rotated"),
  FREESCOUT_WEBHOOK_PATH_TOKEN: secret("second factor in the FreeScout webhook's path"),
  FREESCOUT_WEBHOOK_PATH_TOKEN_PREVIOUS: secret("second factor in the webhook's path, while it is rotated"),
  FREESCOUT_COMPONENT_TAG_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_PUBLIC_STATUS_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FREESCOUT_INCIDENT_SEVERITY_FIELD_ID: fieldId("FreeScout custom fields by id"),
  FLAG_STATUS_PUBLIC_ENDPOINT: flag("public page and API"),
  FLAG_STATUS_3P_POLLER: flag("partner poller"),
  FLAG_STATUS_PROBER: flag("prober"),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

/** The names of all variables, for the launcher, which passes on those that are set. */
export const ENV_VARIABLES = Object.keys(VARIABLES) as readonly VariableName[];

/** What only the local launcher binds; a worker without it is a deployment. */
export type LocalBinding = { registry?: SurfaceEntry[] };

/** The worker's bindings as the platform hands them over. */
export type Bindings = { DB: D1Database; ASSETS: Fetcher; LOCAL?: LocalBinding } & Partial<
  Record<VariableName, string>
>;

/** Settings, read and checked: empty reads as absent, and an absent secret closes its door. */
export type Env = {
  local: boolean;
  value: (name: VariableName) => string | null;
  /** The secret and the one that it replaces, those that are set (D12). */
  accepted: (name: VariableName) => readonly string[];
  flag: (name: VariableName) => boolean;
};

/** Reads the bindings through the one schema; flags default to on locally and to off in a deployment (D13). */
export function readEnv(bindings: Bindings): Env {
  const value = (name: VariableName): string | null => {
    const parsed = VARIABLES[name].schema.safeParse(bindings[name] || undefined);
    return parsed.success ? (parsed.data ?? null) : null;
  };
  const local = bindings.LOCAL !== undefined;
  return {
    local,
    value,
    accepted: (name) =>
      [value(name), value(`${name}_PREVIOUS` as VariableName)].filter((found): found is string => found !== null),
    flag: (name) => (value(name) ?? (local ? "1" : "0")) === "1",
  };
}
