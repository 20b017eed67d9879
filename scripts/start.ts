import { relative } from "node:path";
import { ensureBuild } from "./ensure-build";
import { runMinuteCron, startLocalServer } from "./local-server";
import { readSettings } from "./local-settings";
import { main, say, secondsSince } from "./terminal";
import { printWelcome } from "./welcome";

// `npm start`: the built app on workerd, until Ctrl-C.
await main(async () => {
  const startedMs = performance.now();
  const { port, isCronOn, ...parts } = await readSettings(process.env);
  const build = await ensureBuild();
  say(`Starting workerd, data in ${relative(process.cwd(), parts.dataDir) || "."}`);
  const server = await startLocalServer({ ...parts, build }, port);
  for (const name of server.migrated) say(`  migrated: ${name}`);
  if (isCronOn) void runMinuteCron(server.tick);
  printWelcome({ url: server.url, dataDir: parts.dataDir, isCronOn, variables: parts.variables });
  console.log(`Ready after ${secondsSince(startedMs)}; Ctrl-C stops it`);
}, 0);
