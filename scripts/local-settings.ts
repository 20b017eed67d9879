import { resolve } from "node:path";
import { readRegistry } from "./ensure-generated";
import { readLimits } from "./local-limits";
import { ensureDevVars, readVariables } from "./local-variables";
import { readCron } from "./minute-cron";
import { assertPortIsFree, readPort } from "./port";
import { inRoot } from "./root";
import { say } from "./terminal";

const DEV_VARS = inRoot(".dev.vars");

/** What the environment and .dev.vars ask of a local server; whatever is refused is refused before anything is built. */
export async function readSettings(env: NodeJS.ProcessEnv) {
  const port = readPort(env.PORT);
  const isCronOn = readCron(env.STATUS_CRON);
  if (port !== 0) await assertPortIsFree(port);
  const registry = env.STATUS_REGISTRY ? readRegistry(env.STATUS_REGISTRY) : undefined;
  if (ensureDevVars(DEV_VARS)) say("Secrets made up for local use: .dev.vars");
  const variables = readVariables(env, DEV_VARS);
  const limits = readLimits(env.STATUS_LIMITS);
  return { port, isCronOn, registry, limits, variables, dataDir: resolve(env.STATUS_DATA_DIR || inRoot(".data")) };
}
