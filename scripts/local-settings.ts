import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import * as z from "zod";
import type { LimitName } from "../lib/platform/rate-limits";
import { ENV_VARIABLES, VARIABLES, type VariableName } from "../lib/platform/settings/variables";
import { readRegistry } from "./registry";
import { inRoot } from "./root";
import { PlainError, say } from "./terminal";

const DEV_VARS = inRoot(".dev.vars");

/** A local server's settings from the environment and .dev.vars; a bad value is refused before anything is built. */
export async function readSettings(env: NodeJS.ProcessEnv) {
  const port = readPort(env.PORT);
  const isCronOn = readSwitch(env, "STATUS_CRON", "on");
  if (port !== 0) await assertPortIsFree(port);
  const registry = env.STATUS_REGISTRY ? readRegistry(env.STATUS_REGISTRY) : undefined;
  if (ensureDevVars(DEV_VARS)) say("Generated local secrets: .dev.vars");
  const variables = readVariables(env, DEV_VARS);
  const limits = readLimits(env.STATUS_LIMITS);
  const purgeLimit = readSwitch(env, "STATUS_PURGE_LIMIT", "off");
  const dataDir = resolve(env.STATUS_DATA_DIR || inRoot(".data"));
  return { port, isCronOn, registry, limits, purgeLimit, variables, dataDir };
}

/** Reads a variable that is `on` or `off`. */
function readSwitch(env: NodeJS.ProcessEnv, name: string, absent: "on" | "off"): boolean {
  const text = env[name] || absent;
  if (text === "on" || text === "off") return text === "on";
  throw new PlainError(`${name} must be "on" or "off", and is "${text}".`);
}

/** Higher than in a deployment, since all local clients share one address. */
const DEFAULT_LIMITS = "600,0";

/** Reads STATUS_LIMITS: failed credentials, uncached reads and, where a third number is given, subscriptions a minute and address, `0` for no limit. */
function readLimits(text: string | undefined): Record<LimitName, number> {
  const [, failures, reads, signUps = 0] = /^(\d{1,6}),(\d{1,6})(?:,(\d{1,6}))?$/.exec(text || DEFAULT_LIMITS) ?? [];
  if (failures !== undefined && reads !== undefined)
    return { FAILED_CREDENTIALS: Number(failures), UNCACHED_READS: Number(reads), SIGN_UPS: Number(signUps) };
  throw new PlainError(`STATUS_LIMITS must be two or three numbers, such as ${DEFAULT_LIMITS}, and is "${text}".`);
}

/** Reads PORT: a number, 8787 if there is none. */
export function readPort(text: string | undefined): number {
  const port = Number(text || 8787);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlainError(`PORT must be a number from 0 to 65535, and is "${text}".`);
}

/** Refuses a port of 127.0.0.1 that another program listens on. */
export async function assertPortIsFree(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    await once(server.close(), "close");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EADDRINUSE" ? "is taken: another program listens on it" : `can't be used (${code})`;
    throw new PlainError(`Port ${port} of 127.0.0.1 ${why}.\nChoose another one, say PORT=${port + 1}`);
  }
}

/** The secrets that this platform issues and a local server generates. */
export const LOCAL_SECRETS = [
  "STATUS_INTERNAL_WRITE_TOKEN",
  "STATUS_WORKER_INTERNAL_KEY",
  "FREESCOUT_WEBHOOK_SECRET",
  "FREESCOUT_SERVICE_TOKEN",
  "SUBSCRIBER_KEY",
] as const satisfies readonly VariableName[];

/** The app's variables, and those that only the launcher reads. */
const SCHEMAS = {
  ...VARIABLES,
  OPS_LOCAL_OPERATOR: { schema: z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an email address") },
};
type Name = keyof typeof SCHEMAS;

export type Variables = Partial<Record<Name, string>>;

/** Random values for the local secrets, as in the runbook: 32 bytes, URL-safe. */
export function makeSecrets() {
  const entries = LOCAL_SECRETS.map((name) => [name, randomBytes(32).toString("base64url")]);
  return Object.fromEntries(entries) as Record<(typeof LOCAL_SECRETS)[number], string>;
}

/**
 * Creates the file of local secrets, readable by its owner only; returns whether it did. A file that there is gets the one secret that nobody
 * else has to know, where it lacks it.
 */
export function ensureDevVars(file: string): boolean {
  const secrets = makeSecrets();
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  const text = `# Local secrets, generated at the first start. Git ignores this file.\n${lines.join("")}`;
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!("SUBSCRIBER_KEY" in parseEnv(readFileSync(file, "utf8"))))
    appendFileSync(file, `\nSUBSCRIBER_KEY=${secrets.SUBSCRIBER_KEY}\n`);
  return false;
}

/** The variables of the env schema, from the environment if set there, else from the file; empty means not set. */
export function readVariables(environment: NodeJS.Dict<string>, file: string): Variables {
  const saved: NodeJS.Dict<string> = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const names = [...ENV_VARIABLES, "OPS_LOCAL_OPERATOR"] as Name[];
  const values = names.map((name) => [name, environment[name] ?? saved[name]]);
  return checkVariables(Object.fromEntries(values.filter(([, value]) => value)));
}

/** Refuses values that the env schema doesn't take, naming each; values are never printed. */
export function checkVariables(variables: Variables): Variables {
  const faults = Object.entries(variables).flatMap(([name, value]) => {
    const { error } = SCHEMAS[name as Name].schema.safeParse(value);
    return error ? [`${name}: ${error.issues.map((issue) => issue.message).join(", ")}`] : [];
  });
  if (faults.length > 0) throw new PlainError(faults.join("\n"));
  return variables;
}
