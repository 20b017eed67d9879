import { relative, resolve } from "node:path";
import { ensureBuild } from "./ensure-build";
import { readRegistry } from "./ensure-generated";
import { readLimits, readPurgeLimit } from "./local-limits";
import { startLocalServer } from "./local-server";
import { ensureDevVars, readVariables } from "./local-variables";
import { readCron, startMinuteCron } from "./minute-cron";
import { assertPortIsFree, readPort } from "./port";
import { inRoot } from "./root";
import { main, say, secondsSince } from "./terminal";
import { printWelcome } from "./welcome";

const DEV_VARS = inRoot(".dev.vars");

/** Everything that can be refused is looked at before anything is built. */
async function readSettings(env: NodeJS.ProcessEnv) {
  const port = readPort(env.PORT);
  const isCronOn = readCron(env.STATUS_CRON);
  if (port !== 0) await assertPortIsFree(port);
  const registry = env.STATUS_REGISTRY ? readRegistry(env.STATUS_REGISTRY) : undefined;
  if (ensureDevVars(DEV_VARS)) say("Secrets made up for local use: .dev.vars");
  const variables = readVariables(env, DEV_VARS);
  const limits = readLimits(env.STATUS_LIMITS);
  const purgeLimit = readPurgeLimit(env.STATUS_PURGE_LIMIT);
  return {
    port,
    isCronOn,
    registry,
    limits,
    purgeLimit,
    variables,
    dataDir: resolve(env.STATUS_DATA_DIR || inRoot(".data")),
  };
}

// `npm start`: the built app on workerd, until Ctrl-C.
await main(async () => {
  const startedMs = performance.now();
  const { port, isCronOn, ...parts } = await readSettings(process.env);
  const build = await ensureBuild();
  say(`Starting workerd, data in ${relative(process.cwd(), parts.dataDir) || "."}`);
  const server = await startLocalServer({ ...parts, build }, port);
  for (const name of server.migrated) say(`  migrated: ${name}`);
  if (isCronOn) startMinuteCron(server.tick);
  printWelcome({ url: server.url, dataDir: parts.dataDir, isCronOn, variables: parts.variables });
  console.log(`Ready after ${secondsSince(startedMs)}; Ctrl-C stops it`);
}, 0);
