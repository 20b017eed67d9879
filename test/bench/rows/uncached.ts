import { get } from "../../support/http";
import { startFloorsOf } from "../floor/constants";
import { compare, type Effort, type Measured, type Target } from "../load/compare";
import { type BusyServer, readCountingEntry, startBusyServer } from "../server/busy-server";
import { readCount } from "../server/count";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const CONNECTIONS = 8;
/** Long enough for some hundred pages. */
const LEAST_SECONDS = 4;
const MOST_RATIO = 2;
const MOST_PAGE_MS = 10;

/** `ours` is built for each request; `batch` asks D1 the same and writes its rows down as JSON; `bare` answers the same bytes. */
type Miss = { ours: Measured; batch: Measured; bare: Measured };

/** What a miss costs of processor time, D1's own included: the local D1 runs in the same process. */
export async function measureUncached({ effort, paths, rates }: BenchRun): Promise<Row[]> {
  const busy = await startBusyServer({ entry: readCountingEntry(), withoutEdge: true });
  const floors = await startFloorsOf(busy.server, paths);
  const rows: Row[] = [];
  try {
    for (const { path, floor } of floors.floored) {
      await busy.look();
      const miss = await measureMiss({ busy, path, bare: floor }, effort);
      if (path === "/") rates.uncachedPage = miss.ours.rps;
      if (path === "/api/status/public/surfaces") rates.uncachedJson = miss.ours.rps;
      rows.push(await tripsRow(busy, path), ...rowsOf(path, miss));
    }
  } finally {
    await floors.stop();
    await busy.server.stop();
  }
  return rows;
}

function measureMiss(asked: { busy: BusyServer; path: string; bare: Target }, effort: Effort): Promise<Miss> {
  const { server, pid } = asked.busy;
  const ours = { url: `${server.url}${asked.path}`, pid };
  const batch = { url: `${server.url}/bench/replay`, pid };
  const seconds = Math.max(effort.seconds, LEAST_SECONDS);
  return compare({ ours, batch, bare: asked.bare }, CONNECTIONS, { ...effort, seconds });
}

async function tripsRow({ server }: BusyServer, path: string): Promise<Row> {
  const before = await readCount(server);
  await get(server, path);
  const after = await readCount(server);
  const trips = after.trips - before.trips;
  const found = `${trips} round trip${trips === 1 ? "" : "s"}, ${after.rowsRead - before.rowsRead} rows read`;
  return { what: `${path}: of D1`, found, target: "1 round trip", isMet: trips === 1, isBudget: true };
}

function rowsOf(path: string, { ours, batch, bare }: Miss): Row[] {
  const ratio = ours.cpuMs / batch.cpuMs;
  const isPage = path === "/";
  const figures = `${ours.cpuMs.toFixed(2)} to ${batch.cpuMs.toFixed(2)} ms = ${ratio.toFixed(2)} x`;
  const isMet = (isPage ? ours.cpuMs <= MOST_PAGE_MS : ratio <= MOST_RATIO) && ours.failures === 0;
  return [
    {
      what: `${path}: processor time, beside the same D1 batch as bare JSON`,
      found: `${figures}; ${ours.rps.toFixed(0)} req/s`,
      target: isPage ? `≤ ${MOST_PAGE_MS} ms` : `≤ ${MOST_RATIO} x the batch`,
      isMet,
    },
    {
      what: `${path}: processor time, beside a constant of the same size`,
      found: `${ours.cpuMs.toFixed(2)} to ${bare.cpuMs.toFixed(3)} ms = ${(ours.cpuMs / bare.cpuMs).toFixed(0)} x`,
      target: "",
      isMet: null,
    },
  ];
}
