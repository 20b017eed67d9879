import { startFloorsOf } from "../floor/constants";
import { compare } from "../load/compare";
import type { Encoding } from "../load/wrk";
import type { BenchRun } from "./bench-run";
import { kib, type Row, rowsBesideFloor } from "./row";

/** Kept copies, each path beside a constant of the same bytes; what is zipped for whoever takes it so, for the others as well. */
export async function measureCached(run: BenchRun): Promise<Row[]> {
  const zipped = await measureAs("gzip", run);
  return [...zipped, ...(await measureAs("identity", { ...run, paths: run.paths.filter((path) => path === "/") }))];
}

async function measureAs(encoding: Encoding, run: BenchRun): Promise<Row[]> {
  const { busy, effort, paths, connections, rates } = run;
  const { server, pid } = busy;
  const floors = await startFloorsOf(server, paths, encoding);
  const rows: Row[] = [];
  try {
    for (const { path, bytes, floor } of floors.floored)
      for (const many of connections) {
        await busy.look();
        const ours = { url: `${server.url}${path}`, pid, encoding };
        const found = await compare({ floor: { ...floor, encoding }, ours }, many, effort);
        if (many === 8 && encoding === "gzip") {
          if (path === "/") rates.cachedPage = found.ours.rps;
          if (path === "/api/status/public/surfaces") rates.cachedJson = found.ours.rps;
        }
        const size = path !== "/" ? kib(bytes) : `${kib(bytes)}, ${encoding === "gzip" ? "zipped" : "not zipped"}`;
        rows.push(...rowsBesideFloor(`${path} (${size}), ${many} connections`, found.ours, found.floor));
      }
  } finally {
    await floors.stop();
  }
  return rows;
}
