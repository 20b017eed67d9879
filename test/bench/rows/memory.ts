import { get } from "../../support/http";
import { fire } from "../load/wrk";
import { type BusyServer, startBusyServer } from "../server/busy-server";
import { rssMibOf } from "../server/processes";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const REQUESTS = 100_000;
const FULL_REQUESTS = 1_000_000;
const CONNECTIONS = 64;
const SECONDS = 5;

/** What a server's process holds before and after so many requests, all paths in turn. */
export async function measureMemory({ paths, isFull }: BenchRun): Promise<Row[]> {
  const busy = await startBusyServer();
  try {
    for (const path of paths) await get(busy.server, path);
    return [await weigh(busy, paths, isFull ? FULL_REQUESTS : REQUESTS)];
  } finally {
    await busy.server.stop();
  }
}

async function weigh({ server, pid, look }: BusyServer, paths: readonly string[], wanted: number): Promise<Row> {
  const before = rssMibOf(pid);
  let most = before;
  let done = 0;
  for (let i = 0; done < wanted; i++) {
    await look();
    const url = `${server.url}${paths[i % paths.length]}`;
    done += (await fire({ url, connections: CONNECTIONS, seconds: SECONDS })).requests;
    most = Math.max(most, rssMibOf(pid));
  }
  const found = `${before.toFixed(0)} MiB before, ${rssMibOf(pid).toFixed(0)} after, ${most.toFixed(0)} at most`;
  return { what: `memory over ${done.toLocaleString("en")} requests (RSS)`, found, target: "", isMet: null };
}
