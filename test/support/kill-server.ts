import { readdirSync } from "node:fs";

import { readProcess } from "./process";
import type { TestServer } from "./server";

/** The workerd processes that we have started, where there is a /proc to look in. */
function ourWorkerds(): number[] {
  const pids = readProcess(process.pid) ? readdirSync("/proc").map(Number).filter(Boolean) : [];
  return pids.filter((pid) => {
    const found = readProcess(pid);
    return found?.name === "workerd" && found.parent === process.pid;
  });
}

/** Kills the server in the middle of its work; where processes can't be seen, it is stopped as Ctrl-C would. */
export async function killServer(server: TestServer): Promise<void> {
  for (const pid of ourWorkerds()) process.kill(pid, "SIGKILL");
  await server.stop();
}
