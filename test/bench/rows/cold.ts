import { Agent, get } from "node:http";
import { type BusyServer, readCountingEntry, startBusyServer } from "../server/busy-server";
import { readCount } from "../server/count";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const READERS = 1_000;

/** A thousand readers at once, and nothing kept: what they cost D1 together. */
export async function measureCold({ paths }: BenchRun): Promise<Row[]> {
  const busy = await startBusyServer({ entry: readCountingEntry() });
  try {
    const rows: Row[] = [];
    for (const path of paths) rows.push(await rush(busy, path));
    return rows;
  } finally {
    await busy.server.stop();
  }
}

async function rush({ server, look }: BusyServer, path: string): Promise<Row> {
  await look();
  const before = await readCount(server);
  const startedMs = performance.now();
  const statuses = await askAtOnce(`${server.url}${path}`, READERS);
  const ms = performance.now() - startedMs;
  const trips = (await readCount(server)).trips - before.trips;
  const good = statuses.filter((status) => status === 200).length;
  return {
    what: `${path}: ${READERS} simultaneous first requests`,
    found: `${trips} D1 read${trips === 1 ? "" : "s"}, ${good} good answers in ${ms.toFixed(0)} ms`,
    target: `1 D1 read, ${READERS} good answers`,
    isMet: trips === 1 && good === READERS,
    isBudget: true,
  };
}

/** As many requests at once, each on its own connection; their statuses. */
function askAtOnce(url: string, times: number): Promise<number[]> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const ask = () =>
    new Promise<number>((resolve, reject) => {
      const asked = get(url, { agent }, (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
      });
      asked.on("error", reject);
    });
  return Promise.all(Array.from({ length: times }, ask));
}
