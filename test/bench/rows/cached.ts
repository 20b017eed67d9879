import { startFloorsOf } from "../floor/constants";
import { compare } from "../load/compare";
import type { BenchRun } from "./bench-run";
import { kib, type Row, rowsBesideFloor } from "./row";

/** Kept copies, each path beside a constant of the same size. */
export async function measureCached({ busy, effort, paths, connections, rates }: BenchRun): Promise<Row[]> {
  const { server, pid } = busy;
  const floors = await startFloorsOf(server, paths);
  const rows: Row[] = [];
  try {
    for (const { path, bytes, floor } of floors.floored)
      for (const many of connections) {
        await busy.look();
        const found = await compare({ floor, ours: { url: `${server.url}${path}`, pid } }, many, effort);
        if (path === "/" && many === 8) rates.cached = found.ours.rps;
        rows.push(...rowsBesideFloor(`${path} (${kib(bytes)}), ${many} connections`, found.ours, found.floor));
      }
  } finally {
    await floors.stop();
  }
  return rows;
}
