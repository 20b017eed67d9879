import { startFloorsOf } from "../floor/constants";
import { compare } from "../load/compare";
import { startWriter } from "../server/writer";
import type { BenchRun } from "./bench-run";
import { kib, type Row, rowsBesideFloor } from "./row";

const CONNECTIONS = 64;
const WRITES = 60;

/** The same while something changes each second: 60 writes in the minute that all paths take together. */
export async function measureChurn({ busy, effort, paths }: BenchRun): Promise<Row[]> {
  const { server, pid } = busy;
  const seconds = Math.ceil(WRITES / paths.length / effort.rounds);
  const floors = await startFloorsOf(server, paths);
  const writer = startWriter(busy);
  const rows: Row[] = [];
  try {
    for (const { path, bytes, floor } of floors.floored) {
      await busy.look();
      const ours = { url: `${server.url}${path}`, pid, during: writer.writeEachSecond };
      const found = await compare({ floor, ours }, CONNECTIONS, { ...effort, seconds });
      rows.push(...rowsBesideFloor(`${path} (${kib(bytes)}), ${CONNECTIONS} connections`, found.ours, found.floor));
    }
  } finally {
    await floors.stop();
  }
  const { writes, refused } = writer.tell();
  const found = `${writes - refused} of ${writes}`;
  return [...rows, { what: "writes that were taken meanwhile", found, target: "all", isMet: refused === 0 }];
}
