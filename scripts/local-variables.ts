import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { ENV_VARIABLES, VARIABLES, type VariableName } from "../lib/env";
import { PlainError } from "./terminal";

/** The secrets that we issue and a local server makes up for itself. */
export const LOCAL_SECRETS = [
  "STATUS_INTERNAL_WRITE_TOKEN",
  "STATUS_WORKER_INTERNAL_KEY",
  "FREESCOUT_WEBHOOK_SECRET",
  "FREESCOUT_SERVICE_TOKEN",
] as const satisfies readonly VariableName[];

/** What the launcher itself reads: the app is never told. */
const OWN_VARIABLES = {
  OPS_LOCAL_OPERATOR: { schema: z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an email address") },
};
const ALL = { ...VARIABLES, ...OWN_VARIABLES };
type Name = keyof typeof ALL;

export type Variables = Partial<Record<Name, string>>;

/** Random values for the local secrets, as the runbook makes them: 32 bytes, URL-safe. */
export function makeSecrets(): Record<(typeof LOCAL_SECRETS)[number], string> {
  const entries = LOCAL_SECRETS.map((name) => [name, randomBytes(32).toString("base64url")]);
  return Object.fromEntries(entries) as Record<(typeof LOCAL_SECRETS)[number], string>;
}

/** Creates the file of local secrets, readable by its owner only; true if there was none. */
export function ensureDevVars(file: string): boolean {
  if (existsSync(file)) return false;
  const draft = `${file}.${randomUUID()}`;
  const lines = Object.entries(makeSecrets()).map(([name, value]) => `${name}=${value}`);
  writeFileSync(draft, `# Local secrets, made up at the first start. Git ignores this file.\n${lines.join("\n")}\n`, {
    mode: 0o600,
  });
  try {
    linkSync(draft, file); // refuses if another start was faster
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The variables of the env schema, from the environment if set there, else from the file; empty means not set. */
export function readVariables(environment: NodeJS.Dict<string>, file: string): Variables {
  const saved: NodeJS.Dict<string> = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const variables: Variables = {};
  for (const name of [...ENV_VARIABLES, ...(Object.keys(OWN_VARIABLES) as Name[])]) {
    const value = environment[name] ?? saved[name];
    if (value) variables[name] = value;
  }
  return checkVariables(variables);
}

/** Refuses values that the env schema doesn't take, naming each; values are never printed. */
export function checkVariables(variables: Variables): Variables {
  const faults = Object.entries(variables).flatMap(([name, value]) => {
    const { error } = ALL[name as Name].schema.safeParse(value);
    return error ? [`${name}: ${error.issues.map((issue) => issue.message).join(", ")}`] : [];
  });
  if (faults.length > 0) throw new PlainError(faults.join("\n"));
  return variables;
}
