import { createServer } from "node:net";
import { resolve } from "node:path";
import type { LimitName } from "../lib/limits";
import { ensureDevVars, readVariables } from "./local-variables";
import { readRegistry } from "./registry";
import { inRoot } from "./root";
import { PlainError, say } from "./terminal";

const DEV_VARS = inRoot(".dev.vars");

/** What the environment and .dev.vars ask of a local server; whatever is refused is refused before anything is built. */
export async function readSettings(env: NodeJS.ProcessEnv) {
  const port = readPort(env.PORT);
  const isCronOn = readSwitch(env, "STATUS_CRON", "on");
  if (port !== 0) await assertPortIsFree(port);
  const registry = env.STATUS_REGISTRY ? readRegistry(env.STATUS_REGISTRY) : undefined;
  if (ensureDevVars(DEV_VARS)) say("Secrets made up for local use: .dev.vars");
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

/** More than a deployment allows, since all of a machine's callers are one address here. */
const DEFAULT = "600,0";

/** Reads STATUS_LIMITS: failed credentials and uncached reads a minute and address, `0` for no limit. */
function readLimits(text: string | undefined): Record<LimitName, number> {
  const [, failures, reads] = /^(\d{1,6}),(\d{1,6})$/.exec(text || DEFAULT) ?? [];
  if (failures !== undefined && reads !== undefined)
    return { FAILED_CREDENTIALS: Number(failures), UNCACHED_READS: Number(reads) };
  throw new PlainError(`STATUS_LIMITS must be two numbers, such as ${DEFAULT}, and is "${text}".`);
}

/** Reads PORT: a number, 8787 if there is none. */
export function readPort(text: string | undefined): number {
  const port = Number(text || 8787);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlainError(`PORT must be a number from 0 to 65535, and is "${text}".`);
}

/** Refuses a port of 127.0.0.1 that somebody else listens on. */
export async function assertPortIsFree(port: number): Promise<void> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1" }, () => resolve(undefined));
  });
  if (code === undefined) {
    await new Promise((resolve) => server.close(resolve));
    return;
  }
  const why = code === "EADDRINUSE" ? "is taken: another program listens on it" : `can't be used (${code})`;
  throw new PlainError(`Port ${port} of 127.0.0.1 ${why}.\nChoose another one, say PORT=${port + 1}`);
}
