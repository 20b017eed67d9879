import { get } from "../../support/http";
import { startFloorsOf } from "../floor/constants";
import type { Target } from "../load/compare";
import { fire } from "../load/wrk";
import { startBusyServer } from "../server/busy-server";
import { rssMibOf } from "../server/processes";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const REQUESTS = 100_000;
const FULL_REQUESTS = 1_000_000;
const CONNECTIONS = 64;
const SECONDS = 5;

/** What a fresh server's process holds before and after so many requests, all paths in turn; and the bare Workers' after the fewer. */
export async function measureMemory({ paths, isFull }: BenchRun): Promise<Row[]> {
  const { server, pid, look } = await startBusyServer();
  const floors = await startFloorsOf(server, paths);
  const ours = paths.map((path) => ({ url: `${server.url}${path}`, pid }));
  try {
    for (const path of paths) await get(server, path);
    return [
      await weigh("the server", ours, isFull ? FULL_REQUESTS : REQUESTS, look),
      await weigh(
        "the bare Workers",
        floors.floored.map(({ floor }) => floor),
        REQUESTS,
      ),
    ];
  } finally {
    await floors.stop();
    await server.stop();
  }
}

async function weigh(
  what: string,
  targets: readonly Target[],
  wanted: number,
  look?: () => Promise<void>,
): Promise<Row> {
  const [first] = targets;
  const weight = () => rssMibOf(first?.pid ?? null);
  const before = weight();
  let most = before;
  let done = 0;
  for (let i = 0; done < wanted; i++) {
    await look?.();
    const { url } = targets[i % targets.length] as Target;
    done += (await fire({ url, connections: CONNECTIONS, seconds: SECONDS })).requests;
    most = Math.max(most, weight());
  }
  const found = `${before.toFixed(0)} MiB before, ${weight().toFixed(0)} after, ${most.toFixed(0)} at most`;
  return { what: `${what} over ${done.toLocaleString("en")} requests (RSS)`, found, target: "", isMet: null };
}
